import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  codeLists,
  contracts,
  type Column,
  type Contract,
} from '../../pipeline/contracts/index.ts';
import { readCodeWords, type CodeWords } from '../../pipeline/intake/check/code-words.ts';
import { checkedTableSql } from '../../pipeline/intake/check/checked-rows.ts';
import { checkStatements } from '../../pipeline/intake/check/sql.ts';
import { survey } from '../../pipeline/intake/check/survey.ts';
import { stagedRows } from '../../pipeline/intake/stage.ts';
import { openWithUnits, type Intake } from './intake.ts';

/** Cells as clerks write them, good and bad, of every kind that a column may hold. */
const DAYS = [
  ...['2025-06-03', '2025/6/3', '2025.6.3', '2025年6月3日', '20250603', '45811', '45811.5'],
  ...[
    '2025-06-03 08:30',
    '2025-6-3T8:30:00',
    '2025年6月3日 下午3点半',
    '６月３日',
    '6.3',
    '21-6-3',
  ],
  ...[
    '5月30日-6月2日',
    '2025.5.30至6.2',
    '2025-06',
    '2025年6月',
    '202506',
    '1899-12-31',
    '2125-06-03',
  ],
  ...['上周三', '2025-13-45', 'epoch', '0000-01-01', '2025-06-03+08', '2025-06-03 25:00'],
];
const NUMBERS = [
  ...[
    '0',
    '12',
    '１２',
    '12人',
    '1,200',
    '1.2万元',
    '1e3',
    '-5',
    '1.5',
    '1_000',
    '若干',
    'inf',
    'nan',
  ],
  ...['3次', '约30', '100000000000', '００７'],
];
const ANSWERS = ['是', '否', '√', '×', 'Ｙ', 'true', '1', '也许'];
const EMPTY = ['', '', '', '无', '/', '—', '#REF!', '坏\uFFFD字'];
const UNITS = ['1001', '１００２', '1003', 'X9', '无', ''];
const NAMES = ['青禾小学', '云杉幼儿园', '石桥 中学', '不知名小学', ''];

const poolOf = ({ name, type, codes }: Column): string[] => {
  if (name === 'unit_code') return UNITS;
  if (name === 'unit_name') return NAMES;
  if (type === 'date' || type === 'timestamp' || type === 'month') return [...DAYS, ...EMPTY];
  if (type === 'integer' || type === 'number') return [...NUMBERS, ...EMPTY];
  if (type === 'boolean') return [...ANSWERS, ...EMPTY];
  if (!codes) return ['一段文字', '甲-1', 'Ａ２', ...EMPTY];
  const words = codeLists[codes].codes.flatMap(({ code, label }) => [
    code,
    label.zh,
    `${label.zh} `,
  ]);
  return [...words, '查无此词', ...EMPTY];
};

/** Most cells of a row good, so that rows without fault come up too. */
const cellOf = (column: Column): fc.Arbitrary<string> => {
  const pool = poolOf(column);
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(pool[0] ?? '') },
    { weight: 1, arbitrary: fc.constantFrom(...pool) },
  );
};

let intake: Intake;
let words: CodeWords;
beforeAll(async () => {
  intake = await openWithUnits();
  words = await readCodeWords(intake.connection);
});

/** Fills the staging table of a dataset. */
async function stage(contract: Contract, rows: readonly (readonly string[])[]): Promise<void> {
  const columns = contract.columns.map(({ name }) => `raw_${name}`).join(', ');
  const values = rows.map((cells, index) => {
    const texts = cells.map((cell) => (cell === '' ? 'null' : `'${cell.replaceAll("'", "''")}'`));
    return `('f', 0, '', ${index + 2}, '2025-07-02 09:00:00', '2025-06-01', ${texts.join(', ')})`;
  });
  await intake.connection.run(`truncate staged_${contract.dataset}`);
  await intake.connection.run(
    `insert into staged_${contract.dataset} (file_id, table_number, sheet, row_number, received_text, surroundings, ${columns})
     values ${values.join(', ')}`,
  );
}

/** What a way of checking makes of the staged rows, and whom each fault is blamed on. */
async function outcome(contract: Contract, texts: readonly string[], quarantine: string) {
  const { connection } = intake;
  await connection.run(checkedTableSql(contract));
  for (const text of texts) await connection.run(text);
  await connection.run('begin');
  await connection.run(quarantine);
  const held = await intake.rows(
    `select row_number, column_name, value, reason_code, unit_code, report_month::varchar as month
     from intake.quarantine where file_id = 'f' order by all`,
  );
  await connection.run('rollback');
  const rows = await intake.rows(
    `select * exclude (faults) from checked_${contract.dataset} order by row_number`,
  );
  return { rows, held };
}

test.each(contracts.map((contract) => [contract.dataset, contract] as const))(
  'rows of %s come out alike: all checked carefully, plain ones apart, or cells read beforehand',
  async (_, contract) => {
    const row = fc.tuple(...contract.columns.map(cellOf));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 60, maxLength: 60 }), async (rows) => {
        await stage(contract, rows);
        const staged = stagedRows(contract);
        const careful = checkStatements(contract, staged, words);
        const carefully = await outcome(contract, [careful.check], careful.quarantine);
        const apart = await outcome(
          contract,
          [careful.checkPlain, careful.checkOthers],
          careful.quarantine,
        );
        expect(apart).toEqual(carefully);
        const {
          plain,
          rows: written,
          close,
        } = await survey(intake.connection, contract, staged, words);
        const quick = checkStatements(contract, staged, words, { plain, written });
        const beforehand = await outcome(
          contract,
          [quick.checkPlain, quick.checkOthers],
          quick.quarantine,
        );
        await close();
        expect(beforehand).toEqual(carefully);
      }),
      { numRuns: 6 },
    );
  },
  120_000,
);
