import fc from 'fast-check';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqlWithoutNumbers, withoutNumbers } from '../../pipeline/access/recognised-numbers.ts';
import { openEngine } from '../../pipeline/warehouse/index.ts';

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await openEngine(':memory:', { threads: 1 })).connect();
});
afterAll(() => connection.closeSync());

/** What SQL makes of texts. */
async function bySql(texts: readonly string[]): Promise<unknown[]> {
  const reader = await connection.runAndReadAll(
    `select list_transform(from_json($1::json, '["VARCHAR"]'), lambda x: ${sqlWithoutNumbers('x')})::json`,
    [JSON.stringify(texts)],
  );
  return JSON.parse(String(reader.value(0, 0))) as unknown[];
}

const digits = (length: number) =>
  fc.stringMatching(new RegExp(`^[0-9]{${length}}$`), { maxLength: length });
const wide = (text: string): string =>
  text.replace(/\d/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0));
const gap = fc.constantFrom('', '-', ' ', '－');

const mobile = fc
  .tuple(
    fc.constantFrom('', '+86', '86-'),
    fc.constantFrom(...'3456789'),
    digits(1),
    digits(4),
    digits(4),
    gap,
  )
  .map(
    ([country, second, third, one, two, between]) =>
      country + [`1${second}${third}`, one, two].join(between),
  );
const landline = fc
  .tuple(
    fc.constantFrom('010', '021', '0571', '(0571)', '（0571）'),
    gap,
    fc.constantFrom('8', '6'),
    digits(2),
    digits(4),
    fc.constantFrom('', '-8001', '转12'),
  )
  .map(
    ([area, between, first, two, four, extension]) =>
      `${area}${between}8${first}${two}${four}${extension}`,
  );

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** As GB 11643 makes the last sign of an identity number. */
const checked = (first: string): string =>
  first +
  '10X98765432'.charAt(
    [...first].reduce((sum, each, at) => sum + Number(each) * (WEIGHTS[at] ?? 0), 0) % 11,
  );
const identity = fc
  .tuple(
    fc.constantFrom('330106', '110101', '652201'),
    fc.date({ min: new Date('1930-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
    digits(3),
  )
  .map(([place, born, order]) =>
    checked(place + born.toISOString().slice(0, 10).replaceAll('-', '') + order),
  );
const email = fc
  .tuple(
    fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,10}$/),
    fc.constantFrom('qq.com', '163.com', 'edu.example.gov.cn'),
  )
  .map(([name, host]) => `${name}@${host}`);
const local = fc
  .tuple(
    fc.constantFrom('电话', '联系电话：', '座机（王老师）', 'Tel: '),
    fc.constantFrom('2', '8'),
    digits(6),
  )
  .map(([word, first, rest]) => word + first + rest);

const numbered = fc
  .oneof(mobile, landline, identity, email, local)
  .chain((each) => fc.constantFrom(each, each.includes('@') ? each : wide(each)));
/** Words around a number, none of which is a digit or part of an address. */
const around = fc.constantFrom(
  '',
  '请找',
  '（王老师）',
  '，',
  '消防通道堵塞',
  'tel ',
  '\n',
  '：',
  '。',
);

test('numbers and addresses of every form are gone, wherever they stand and however they are typed', async () => {
  const told = fc.array(fc.tuple(around, numbered), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(told, around, async (parts, end) => {
      const text =
        parts
          .map(([before, number], at) => (at === 0 || before !== '' ? before : '、') + number)
          .join('') + end;
      const masked = withoutNumbers(text);
      expect(masked.match(/[0-9０-９]{4}/g), `${text} → ${masked}`).toBeNull();
      expect(masked).not.toMatch(/@/);
      expect(await bySql([text])).toEqual([masked]);
    }),
    { numRuns: 300 },
  );
});

test('SQL and JavaScript mask alike, whatever is written', async () => {
  const sign = fc.constantFrom(...'0123456789１８６-－ ()（）转+@.aX电话，。x\n');
  const text = fc.oneof(
    fc.string({ unit: sign, maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        text.filter((each) => each.isWellFormed() && !each.includes('\0')),
        { maxLength: 40 },
      ),
      async (texts) => {
        expect(await bySql(texts)).toEqual(texts.map(withoutNumbers));
      },
    ),
    { numRuns: 60 },
  );
});

test('what says nothing of a person stays as it is', () => {
  for (const text of [
    '',
    '2026年9月1日检查发现灭火器过期',
    '整改期限2026-09-30，已于20260928完成',
    '隐患编号 2026090100123，单位代码 3301000001',
    '自编-202609-0012',
    '灭火器 4 具，编号 10086 至 10089，压力 1.2MPa',
    '投入 138,000.00 元，共 13800 元',
    '消防热线119，投诉12345',
    '序列号 138000000001234567890',
    '证号 33010619991399123X',
    '3 号楼 2 层 301、302、303、304 室',
    '统一社会信用代码 12330106MB1234567X',
    '@全体教师 请于 8:00-17:30 值班',
  ])
    expect(withoutNumbers(text)).toBe(text);
});

test('what is masked, and what around it stays', () => {
  expect(withoutNumbers('请联系王老师13812345678、李老师 139-1234-5678。')).toBe(
    '请联系王老师***、李老师 ***。',
  );
  expect(withoutNumbers('报修 0571-87654321转8001 或 a.b@edu.cn')).toBe('报修 *** 或 ***');
  expect(withoutNumbers('身份证330106199901011234')).toBe('身份证***');
  expect(withoutNumbers('值班电话：87654321')).toBe('值班电话：***');
});
