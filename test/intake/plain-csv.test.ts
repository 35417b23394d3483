import { beforeAll, expect, test, vi } from 'vitest';
import { LOAD_STAGES, type LoadStage } from '../../pipeline/intake/index.ts';
import { plainCsvOf } from '../../pipeline/intake/read/plain-csv.ts';
import { gb18030 } from '../gb18030.ts';
import { Intake, REGISTER } from './intake.ts';

const HEADER = '报送月份,单位代码,单位名称,排查次数,排查隐患数,填报日期,天气';

/** A large return of one dataset, a few rows of which are wrong or no data. */
function large(): string {
  const rows = Array.from({ length: 110_000 }, (_, index) => {
    const month = `${1995 + (index % 30)}-${String(1 + (index % 12)).padStart(2, '0')}`;
    return `${month},1001,青禾小学,4,${index % 7},${month}-27,晴天多云转阴有小雨，夜间转为中到大雨`;
  });
  const unique = rows.map((row, index) => row.replace('1001,青禾小学', `U${index},`));
  unique[500] = '合计,,,4,9,,';
  unique[600] = '2025-06,1001,青禾小学,4,若干,2125-06-27,"雨,\n雪"';
  unique[700] = '2025年6月, 1002 ,云杉幼儿园,４次,"1,200",2025.6.27,';
  return [HEADER, ...unique].join('\n');
}

let intake: Intake;
beforeAll(async () => {
  intake = await Intake.open();
  const codes = 'from range(110000) as series(number)';
  await intake.connection.run(
    `insert into intake.unit (unit_code, unit_name) select 'U' || number, '单位' || number ${codes}`,
  );
  await intake.give('名册.csv', REGISTER);
});

const results = async (id: string) => ({
  accepted:
    await intake.rows(`select count(*)::int as rows, sum(hazards_found)::int as hazards, min(report_month)::varchar as first, max(row_number) as last
    from intake.hazard_return where file_id = '${id}'`),
  odd: await intake.rows(
    `select * exclude (file_id, received_at) from intake.hazard_return where file_id = '${id}' and row_number in (702, 703) and unit_code = '1002'`,
  ),
  quarantine: await intake.rows(
    `select * exclude (file_id) from intake.quarantine where file_id = '${id}' order by cell`,
  ),
  warnings: await intake.rows(
    `select * exclude (file_id, other_file_id, received_at, row_text) from intake.warning
     where file_id = '${id}' order by row_number, reason_code`,
  ),
  skipped: await intake.rows(
    `select * exclude (file_id) from intake.skipped_row where file_id = '${id}' order by row_number`,
  ),
});

test.each([
  ['in UTF-8', '', (text: string) => Buffer.from(text), 'utf-8'],
  ['in GB18030 with a title', '隐患排查月报\n', gb18030, 'gb18030'],
])(
  'a large plain CSV %s gives the same rows by the quick way as by the careful one',
  async (_, title, encode, encoding) => {
    const quick = encode(title + large());
    // A blank line at the end makes it unfit for the quick way and changes nothing else.
    const careful = encode(`${title}${large()}\n\n`);
    expect(plainCsvOf(quick)).toMatchObject({ delimiter: ',', encoding });
    expect(plainCsvOf(careful)).toBeUndefined();
    const stages: string[] = [];
    const onStage = (file: string, stage: LoadStage) => stages.push(`${file} ${stage}`);
    const first = await intake.give('大.csv', quick, { onStage });
    expect(stages).toEqual(LOAD_STAGES.map((stage) => `大.csv ${stage}`));
    const byQuick = await results(first.file_id);
    const second = await intake.give('大.csv', careful);
    expect(await results(second.file_id)).toEqual(byQuick);
    const above = title === '' ? 0 : 1;
    expect(byQuick.quarantine).toMatchObject([
      { cell: `E${602 + above}`, reason_code: 'not_a_number' },
      { cell: `F${602 + above}`, reason_code: 'date_out_of_range' },
    ]);
    expect(byQuick.odd).toMatchObject([{ unit_code: '1002', self_checks: 4, hazards_found: 1200 }]);
    const counts = { rows_in: 109_999, rows_accepted: 109_998, rows_quarantined: 1, encoding };
    expect(first).toMatchObject({ ...counts, rows_skipped: 2 + above });
    expect(second).toMatchObject({ ...counts, rows_skipped: 2 + above });
  },
);

test('a file that is only plain at its beginning is read in full', async () => {
  const broken = `${large()}\n2025-06,1003,石桥中学,1,1,2025-06-27,晴,多,余\n`;
  expect(plainCsvOf(Buffer.from(broken))).toBeDefined();
  expect(await intake.give('坏.csv', broken)).toMatchObject({
    rows_in: 110_000,
    rows_quarantined: 1,
  });
});

const RETURNS = 60_000;

/** A large return without a fault among its first rows; `last` takes the place of its last. */
const cleanAtFirst = (last: string): string =>
  [
    HEADER,
    ...Array.from({ length: RETURNS - 1 }, (_, index) => {
      const month = `${1995 + (index % 30)}-${String(1 + (index % 12)).padStart(2, '0')}`;
      return `${month},U${index},,4,${index % 7},${month}-27,晴天多云转阴有小雨，夜间转为中到大雨`;
    }),
    last,
  ].join('\n');

test.each([
  ['wholly clean', '2025-06,1001,青禾小学,4,3,2025-06-27,', []],
  ['with a fault late', '2025-06,1001,青禾小学,4,3,2125-06-27,', ['date_out_of_range']],
  ['that repeats a row late', '1996-02,U1,,4,3,1996-02-27,', ['repeated']],
])('a large file %s comes out alike, kept straight or not', async (what, last, codes) => {
  const run = vi.spyOn(intake.connection, 'run');
  const quick = await intake.give(`${what}.csv`, cleanAtFirst(last));
  const kept = run.mock.calls.some(([sql]) =>
    /^insert into intake\.hazard_return\s[^]*with staged as/.test(sql),
  );
  run.mockRestore();
  expect(kept, 'the short way was tried').toBe(true);
  const byQuick = await results(quick.file_id);
  const careful = await intake.give(`${what}.csv`, `${cleanAtFirst(last)}\n\n`);
  expect(await results(careful.file_id)).toEqual(byQuick);
  expect(byQuick.quarantine.map(({ reason_code }) => reason_code)).toEqual(codes);
  const counts = { rows_in: RETURNS, rows_accepted: RETURNS - codes.length };
  expect(quick).toMatchObject(counts);
  expect(careful).toMatchObject(counts);
});
