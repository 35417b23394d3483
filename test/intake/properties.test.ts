import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { codeLists, contracts, type Contract } from '../../pipeline/contracts/index.ts';
import { loadHeldAgain, mapCode, mapUnit } from '../../pipeline/intake/index.ts';
import { Loader } from '../../pipeline/intake/load.ts';
import { receive } from '../../pipeline/intake/received.ts';
import { writtenDays } from './days.ts';
import { openWithUnits, type Intake } from './intake.ts';

/** Cells such as clerks fill in, right and wrong. */
const cell = fc.oneof(
  { weight: 3, arbitrary: writtenDays.map(({ written }) => written) },
  { weight: 3, arbitrary: fc.integer({ min: -5, max: 400 }).map(String) },
  {
    weight: 3,
    arbitrary: fc.constantFrom('1001', '青禾小学', '消防', '一般', '整改中', '是', '小学'),
  },
  { weight: 1, arbitrary: fc.constantFrom('青禾小', '旧1001', '3级', '新词') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('', '', '无', '/', '—', '同上', '合计', '１２人', '1.5万元'),
  },
  {
    weight: 2,
    arbitrary: fc
      .string({ unit: 'binary', maxLength: 12 })
      .map((text) => text.replaceAll('\0', '')),
  },
);

const tables = fc.constantFrom(...contracts).chain((contract) =>
  fc.record({
    contract: fc.constant(contract),
    rows: fc.array(
      fc.array(cell, { minLength: contract.columns.length, maxLength: contract.columns.length }),
      { minLength: 1, maxLength: 12 },
    ),
  }),
);

/** What no accepted row may be, as SQL over a dataset's table. */
const faulty = ({ columns, checks }: Contract): string =>
  [
    ...checks.map(({ fault }) => `(${fault})`),
    ...columns.flatMap(({ name, required }) => (required ? [`${name} is null`] : [])),
    ...columns.flatMap(({ name, codes }) =>
      codes
        ? [`${name} not in (${codeLists[codes].codes.map(({ code }) => `'${code}'`).join(', ')})`]
        : [],
    ),
  ].join(' or ');

/** An intake whose bureau has decided on some words and names. */
async function openWithDecisions(): Promise<Intake> {
  const intake = await openWithUnits();
  const { connection } = intake;
  await mapCode(connection, { list: 'severity', word: '3级', code: 'general' });
  await mapCode(connection, { list: 'work_area', word: '新词', code: 'fire' });
  await mapUnit(connection, { name: '青禾小', unitCode: '1001' });
  await mapUnit(connection, { name: '旧1001', unitCode: '1001' });
  return intake;
}

test('every row of every table is accepted, held back, or set aside as no data', async () => {
  const intake = await openWithDecisions();
  await fc.assert(
    fc.asyncProperty(tables, async ({ contract, rows }) => {
      const header = contract.columns.map(({ label }) => label.zh);
      const bytes = Papa.unparse([header, ...rows], { quotes: true });
      const outcome = await intake.give('表.csv', bytes);
      const { file_id: id, rows_in, rows_accepted, rows_quarantined, rows_skipped } = outcome;
      expect(outcome.failure).toBeUndefined();
      expect(rows_accepted + rows_quarantined).toBe(rows_in);
      const own = `where file_id = '${id}'`;
      const count = (from: string) => intake.value(`select count(*)::int from (${from} ${own})`);
      const accepted = `select row_number, file_id from intake.${contract.dataset}`;
      const held = 'select distinct row_number, file_id from intake.quarantine';
      expect(await count(accepted)).toBe(rows_accepted);
      expect(await count(held)).toBe(rows_quarantined);
      expect(await count('from intake.skipped_row')).toBe(rows_skipped);
      expect(
        await count(`select * from (${accepted}) semi join (${held}) using (file_id, row_number)`),
      ).toBe(0);
      const atFault = `select file_id from intake.${contract.dataset} where (${faulty(contract)})`;
      expect(await count(`select * from (${atFault})`)).toBe(0);
      const odd = 'select distinct row_number, file_id from intake.warning';
      expect(await count(odd)).toBe(outcome.rows_warned);
      expect(
        await count(`select * from (${odd}) anti join (${accepted}) using (file_id, row_number)`),
      ).toBe(0);
      const blank = Papa.parse<string[]>(bytes).data.filter((cells) =>
        cells.every((text) => text.trim() === ''),
      );
      expect(rows_in + rows_skipped + blank.length).toBe(rows.length + 1);
    }),
    { numRuns: 50 },
  );
}, 120_000);

const HEADER =
  '报送月份,单位代码,单位名称,隐患编号,发现日期,部位,隐患描述,领域,隐患等级,整改期限,整改情况';

/** Ledgers that tell the same things again and again, in words known, unknown and decided on later. */
const ledgers = fc.array(
  fc.record({
    day: fc.constantFrom(27, 28),
    rows: fc.array(
      fc
        .record({
          month: fc.constantFrom('2025-05', '2025-06'),
          unit: fc.constantFrom('1001,青禾小学', '1003,石桥中学', ',青禾小', ',石桥'),
          number: fc.constantFrom('A', 'B', 'C', 'D'),
          day: fc.constantFrom('03', '05'),
          description: fc.constantFrom('灭火器过期', '通道堵塞'),
          severity: fc.constantFrom('一般', '一般', '重大', '3级'),
          deadline: fc.constantFrom('2025-06-20', '2025-08-20', '不详'),
        })
        .map(
          ({ month, unit, number, day, description, severity, deadline }) =>
            `${month},${unit},${number},${month}-${day},走廊,${description},消防,${severity},${deadline},整改中`,
        ),
      { minLength: 1, maxLength: 5 },
    ),
  }),
  { minLength: 2, maxLength: 4 },
);

/** All that is kept, whatever the order in which it came to be. */
async function everything(intake: Intake): Promise<unknown> {
  const kept = await Promise.all(
    ['hazard', 'quarantine', 'warning', 'skipped_row'].map((table) =>
      intake.rows(`from intake.${table} order by all`),
    ),
  );
  // How many rows a file replaced when it was loaded is a figure of that moment.
  const files = await intake.rows(
    `select * exclude (loaded_at, first_loaded_at, rows_superseded) from intake.file order by file_id`,
  );
  return [...kept, files];
}

test('what is kept does not depend on the order of files in a batch, nor on the batches, nor on when words are decided', async () => {
  const decide = async (intake: Intake) => {
    await mapCode(intake.connection, { list: 'severity', word: '3级', code: 'general' });
    await mapUnit(intake.connection, { name: '青禾小', unitCode: '1001' });
  };
  await fc.assert(
    fc.asyncProperty(ledgers, async (files) => {
      const given = files.map(({ day, rows }, index) => ({
        name: `${index}.csv`,
        bytes: Buffer.from(`${[HEADER, ...rows].join('\n')}\n${'\n'.repeat(index)}`),
        receivedAt: new Date(2025, 5, day, 9),
      }));
      const inOneBatch = async (intake: Intake, order: typeof given) => {
        const loader = await Loader.of(intake.connection);
        for (const { receivedAt, ...file } of order) {
          await loader.add({
            file: await receive(file),
            options: { ...intake.options, receivedAt },
          });
        }
        await loader.flush();
      };
      const [forwards, backwards, alone] = await Promise.all([
        openWithUnits(),
        openWithUnits(),
        openWithUnits(),
      ]);
      await decide(forwards);
      await inOneBatch(forwards, given);
      await inOneBatch(backwards, given.toReversed());
      await decide(backwards);
      for await (const step of loadHeldAgain(backwards.connection, backwards.options))
        expect(step.retried).toBe(true);
      await decide(alone);
      for (const { name, bytes, receivedAt } of given)
        await alone.give(name, bytes, { receivedAt });
      const wanted = await everything(forwards);
      expect(await everything(backwards)).toEqual(wanted);
      expect(await everything(alone)).toEqual(wanted);
    }),
    { numRuns: 5 },
  );
}, 120_000);
