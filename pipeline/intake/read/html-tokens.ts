/** A piece of HTML: text between tags, or a tag with its attributes as written. */
export type HtmlToken =
  | { readonly text: string }
  | { readonly tag: string; readonly closing: boolean; readonly attributes: string };

const NAMED: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  middot: '·',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  times: '×',
  yen: '¥',
  deg: '°',
};
const LAST_CODE_POINT = 0x10ffff;

/** Elements whose content is not for the reader's eyes. */
const UNSEEN = new Set(['style', 'script', 'xml', 'title']);
const TAG_NAME = /^<(\/?)([a-z][\w:-]*)/i;
/** No name or attribute list that people or programs write is longer. */
const LONGEST_TAG = 65_536;

/** Text with its character references resolved; unknown ones stay as they are. */
export const decodeEntities = (text: string): string =>
  text
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
      return point > 0 && point <= LAST_CODE_POINT ? String.fromCodePoint(point) : whole;
    })
    // Half a character could not be kept.
    .toWellFormed();

/** Cuts HTML into tags and text, comments and what is not shown left out. */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf('<', at);
    if (start !== at) yield { text: html.slice(at, start < 0 ? html.length : start) };
    if (start < 0) return;
    const [opening, slash = '', name = ''] = TAG_NAME.exec(html.slice(start, start + 100)) ?? [];
    if (html.startsWith('<!', start)) at = endOfRemark(html, start);
    else if (!opening) {
      yield { text: '<' };
      at = start + 1;
    } else {
      const end = endOfTag(html, start + opening.length);
      const tag = name.toLowerCase();
      at = end + 1;
      if (UNSEEN.has(tag) && slash === '') at = endOfElement(html, at, tag);
      else
        yield { tag, closing: slash !== '', attributes: html.slice(start + opening.length, end) };
    }
  }
}

/** Where a comment or declaration ends. */
function endOfRemark(html: string, start: number): number {
  const comment = html.startsWith('<!--', start);
  const end = html.indexOf(comment ? '-->' : '>', start);
  return end < 0 ? html.length : end + (comment ? 3 : 1);
}

/** The bracket that closes a tag; one within quotation marks does not. */
function endOfTag(html: string, from: number): number {
  const limit = Math.min(html.length, from + LONGEST_TAG);
  let quote = '';
  for (let at = from; at < limit; at++) {
    const letter = html[at] ?? '';
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '>') return at;
    else if ((letter === '"' || letter === "'") && html[at - 1] === '=') quote = letter;
  }
  const plain = html.indexOf('>', from);
  return plain < 0 ? html.length : plain;
}

function endOfElement(html: string, from: number, tag: string): number {
  const closing = new RegExp(`</${tag}\\s*>`, 'gi');
  closing.lastIndex = from;
  return closing.test(html) ? closing.lastIndex : html.length;
}
