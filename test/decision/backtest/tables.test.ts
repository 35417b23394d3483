import { expect, test } from 'vitest';
import { backtestText } from '../../../pipeline/cli/backtest-text.ts';
import { judgeEvidence } from '../../../pipeline/decision/backtest/run.ts';
import { backtest, backtestStep } from '../../../pipeline/decision/index.ts';
import { loadTable } from '../../../pipeline/warehouse/load-table.ts';
import { World } from '../../models/world.ts';
import { district } from './district.ts';
import { evidence } from './evidence.ts';

test('the tables hold the very figures, and are taken over while the evidence is the same', async () => {
  const world = await World.of(district());
  let asked = 0;
  const step = backtestStep(async () => {
    asked += 1;
    return asked > 1 ? { connection: world.connection, close: () => undefined } : undefined;
  });
  const tables = await step.run(world.connection);
  expect(tables.map(({ schema, table }) => `${schema}.${table}`)).toEqual(step.makes);
  for (const { table, columns, rows } of tables) {
    expect(
      rows.every((row) => row.length === columns.length),
      table,
    ).toBe(true);
    expect(
      columns.every(({ label }) => label.zh && label.en),
      table,
    ).toBe(true);
  }
  for (const table of tables) await loadTable(world.connection, table);

  const found = await backtest(world.connection);
  const auc = found.metrics.find((row) => row.scope === 'all' && row.metric === 'auc');
  expect(
    await world.ask(
      `select value from backtest.metric
       where scope = 'all' and metric = 'auc' and method = '${auc?.method}'`,
    ),
  ).toEqual([{ value: auc?.value }]);

  // A mark that only taking over can carry along.
  await world.connection.run(`update backtest.metric set value = 42 where metric = 'auc'`);
  const kept = await step.run(world.connection);
  const metrics = kept.find(({ table }) => table === 'metric');
  expect(metrics?.rows.some((row) => row.includes(42))).toBe(true);
  expect(kept.map(({ rows }) => rows.length)).toEqual(tables.map(({ rows }) => rows.length));

  await world.connection.run(`update backtest.run set fingerprint = 'another'`);
  expect(await step.run(world.connection)).toEqual(tables);
});

test('without visits the tables say so', async () => {
  const { connection } = await World.of([]);
  const tables = await backtestStep(async () => undefined).run(connection);
  expect(tables.find(({ table }) => table === 'run')?.rows[0]?.[0]).toBe('no_visits');
  expect(tables.find(({ table }) => table === 'metric')?.rows).toEqual([]);
});

test('is laid out for a terminal in both languages', async () => {
  const found = judgeEvidence(evidence());
  for (const locale of ['zh', 'en'] as const)
    await expect(backtestText(found, locale)).toMatchFileSnapshot(
      `../../golden/backtest/report.${locale}.txt`,
    );
});

test('says in both languages why there is nothing to say', () => {
  const nothing = judgeEvidence({ ...evidence(), data: undefined, hasVisits: false });
  expect(backtestText(nothing, 'zh')).toBe('无法回测：没有可供评判的检查记录。\n');
  expect(backtestText(nothing, 'en')).toBe('No backtest: there are no visits to judge by.\n');
});
