import { afterAll, beforeAll, expect, test } from 'vitest';
import { newInbox, register, workbook, type Inbox } from './inbox.ts';

let inbox: Inbox;
beforeAll(async () => {
  inbox = await newInbox();
  await inbox.send({ 'register.csv': register });
});
afterAll(() => inbox.remove());

const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13);

/** The first sector of a compound file that holds an encrypted workbook. */
function encrypted(): Uint8Array {
  const bytes = new Uint8Array(1536);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  return bytes;
}

test.each<[string, string, string | Uint8Array, RegExp]>([
  ['an empty file', 'empty.csv', '', /^file_empty$/],
  ['a picture named .xlsx', 'picture.xlsx', picture, /^(not_a_table|file_unknown)$/],
  [
    'an unknown kind of file',
    'unknown.xlsx',
    Uint8Array.of(0, 1, 2, 3, 0, 255),
    /^(file_unknown|not_a_table|encoding_unknown)$/,
  ],
  [
    'a broken or locked old workbook',
    'locked.xls',
    encrypted(),
    /^(file_encrypted|workbook_unreadable)$/,
  ],
  ['no recognisable table', 'letter.csv', '通知\n请各校按时报送。\n', /^no_table$/],
  [
    'a workbook without a table',
    'blank.xlsx',
    workbook({ Sheet1: { rows: [['你好']] } }),
    /^no_table$/,
  ],
  [
    'a required column missing',
    'ledger.csv',
    '报送月份,单位代码,隐患编号,发现日期,领域,隐患等级,整改情况\n2025-06,A01,1,2025-06-03,消防,一般,整改中\n',
    /^column_missing$/,
  ],
])(
  '%s is refused with what, where and what to do, and nothing is loaded',
  async (_, name, bytes, code) => {
    const rows =
      'select (select count(*) from intake.hazard)::int + (select count(*) from intake.unit)::int as rows';
    const before = await inbox.ask(rows);
    const [step] = await inbox.send({ [name]: bytes });
    expect(step?.outcome).toMatchObject({ status: 'rejected', rows_accepted: 0, file_name: name });
    expect(step?.outcome.error_code).toMatch(code);
    expect(step?.outcome.error_zh).toMatch(/\p{Script=Han}/u);
    expect(step?.outcome.error_en).not.toMatch(/\p{Script=Han}{8}/u);
    expect(await inbox.ask(rows)).toEqual(before);
  },
);

test('a file that is not there is a clear failure', async () => {
  const { takeIn } = await import('../../pipeline/cli/ingest.ts');
  await expect(
    takeIn(['/nowhere/ledger.xlsx'], { warehouse: inbox.warehouse }, () => undefined),
  ).rejects.toMatchObject({ code: 'file_missing' });
});
