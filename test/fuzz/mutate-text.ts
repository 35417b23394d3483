import type { Random } from './random.ts';

type Change = (text: string, random: Random) => string;

const at = (text: string, random: Random): number => random.below(text.length + 1);
const insert =
  (...pieces: readonly string[]): Change =>
  (text, random) => {
    const place = at(text, random);
    return text.slice(0, place) + random.pick(pieces) + text.slice(place);
  };

/** Replaces one of the matches of a pattern. */
const replaceOne =
  (pattern: RegExp, ...by: readonly string[]): Change =>
  (text, random) => {
    const matches = [...text.matchAll(pattern)];
    if (matches.length === 0) return text;
    const match = random.pick(matches);
    return text.slice(0, match.index) + random.pick(by) + text.slice(match.index + match[0].length);
  };

const NESTED = 5_000;

/** Changes to text of any format: marks, delimiters, encodings, lines. */
export const TEXT_CHANGES: readonly Change[] = [
  insert('"', '"""', '\n"', ',"', '\u0000', '\uFFFD', '\uFEFF', '\u202E', '\uD800'),
  insert(',', '\t', ';', '|', '，', '\r', '\n', '\r\n\r\n', '\v\f'),
  insert('，'.repeat(3_000), 'x'.repeat(200_000), '\n'.repeat(20_000), ',\n'.repeat(5_000)),
  insert(
    '=1+1',
    "=cmd|'/c calc'!A1",
    '=DISPIMG("ID",1)',
    '@SUM(1)',
    '#REF!',
    '9'.repeat(400),
    '-1e999',
  ),
  insert(
    '0001-01-01',
    '9999-12-31',
    '2025-13-45',
    '2025-02-30 25:61',
    '13月',
    '２０２５年６月３日',
  ),
  (text, random) => text.slice(0, at(text, random)),
  (text, random) => text.slice(at(text, random)),
  (text, random) => {
    const lines = text.split('\n');
    const [one, other] = [random.below(lines.length), random.below(lines.length)];
    [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
    return lines.join('\n');
  },
  (text) => text.split('\n').reverse().join('\n'),
  replaceOne(/[,\t;]/g, '', ' ', ',,', ';'),
  replaceOne(/[\u4e00-\u9fff]{2,}/g, '', '无', '单位代码', '合计', '同上', '隐患等级'),
  replaceOne(/\d+/g, '', '99999999999999999999', '-5', '１２', '3级', '1e308'),
];

/** Changes to markup: tags, spans, references, dimensions, formulas, nesting. */
export const MARKUP_CHANGES: readonly Change[] = [
  replaceOne(/<[^>]{1,200}>/g, '', '<', '>', '<table>', '</table>', '<!--', ']]>', '<tr>', '<td>'),
  replaceOne(/ref="[^"]*"/g, 'ref="A1:XFD1048576"', 'ref="XFD1048576:A1"', 'ref="ZZZZZZ999999999"'),
  replaceOne(
    /r="[A-Z]+\d+"/g,
    'r="XFD1048576"',
    'r="A4294967295"',
    'r="ZZZZ1"',
    'r="A0"',
    'r=""',
    'r="A1"',
  ),
  replaceOne(/<row /g, '<row r="1048576" ', '<row r="99999999999" ', '<row r="-1" '),
  replaceOne(
    /<v>[^<]*<\/v>/g,
    '<v>999999</v>',
    '<v>-1</v>',
    '<v>NaN</v>',
    '<v/>',
    '<v>1e400</v>',
    '<f>1+</f>',
  ),
  replaceOne(/ t="\w+"/g, ' t="s"', ' t="e"', ' t="d"', ' t="b"', ' t="inlineStr"', ' t="zz"'),
  replaceOne(
    /<c /g,
    `<c><f>${'SUM('.repeat(NESTED)}1${')'.repeat(NESTED)}</f></c><c `,
    '<c><f t="shared" ref="A1:XFD1048576" si="0">A1*2</f><v>1</v></c><c ',
    '<c><f t="array" ref="A1:XFD1048576">[1]外部!A1</f><v>1</v></c><c ',
    '<c><f>WEBSERVICE("http://192.0.2.1/")</f></c><c ',
  ),
  replaceOne(
    /<table:table-(row|cell) /g,
    '<table:table-row table:number-rows-repeated="1048576" ',
    '<table:table-cell table:number-columns-repeated="16384" ',
    '<table:table-row table:number-rows-repeated="99999999999" ',
  ),
  replaceOne(
    /<(ss:)?Cell/g,
    '<Cell ss:Index="16384"',
    '<Cell ss:MergeAcross="99999"',
    '<Cell ss:Index="-3"',
  ),
  replaceOne(
    /<(ss:)?Row/g,
    '<Row ss:Index="1048576"',
    '<Row ss:Span="1048575"',
    '<Row ss:Index="x"',
  ),
  replaceOne(
    /<t[dh]/g,
    '<td colspan="1000000" rowspan="1000000"',
    '<td rowspan=-1',
    '<td colspan=1000',
    '<td title=">"',
  ),
  replaceOne(/count="\d+"/g, 'count="4294967295"', 'count="-1"', 'count="x"'),
  insert(
    '&#x110000;',
    '&#0;',
    '&nbsp',
    '&lol9;',
    '<![CDATA[',
    '<x>'.repeat(NESTED),
    '&amp;'.repeat(NESTED),
  ),
  (text) =>
    `<!DOCTYPE x [<!ENTITY a "${'x'.repeat(1_000)}"><!ENTITY b "${'&a;'.repeat(1_000)}">]>${text}`,
];
