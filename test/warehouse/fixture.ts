import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DuckDBConnection, Json } from '@duckdb/node-api';
import { text } from '../../pipeline/contracts/index.ts';
import type { CellValue, TableData } from '../../pipeline/contracts/table-data.ts';
import { build, openEngine, openWarehouse } from '../../pipeline/warehouse/index.ts';
import type { BuildOptions, Published } from '../../pipeline/warehouse/index.ts';
import { noCampaigns } from '../campaigns/given-campaigns.ts';

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-warehouse-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export type Row = Record<string, CellValue>;

/** A file received: its name, when, and the rows accepted from it, by table of `intake`. */
export interface FileFixture {
  readonly name: string;
  readonly receivedAt: string;
  readonly rows: Readonly<Record<string, readonly Row[]>>;
}

/** Puts files into a warehouse as intake would have. */
export async function receive(dir: string, ...files: readonly FileFixture[]): Promise<void> {
  const warehouse = await openWarehouse(dir);
  try {
    for (const { name, receivedAt, rows } of files) {
      const source = { file_id: name, received_at: receivedAt };
      await insert(warehouse.connection, 'file', {
        ...source,
        file_name: name,
        loaded_at: receivedAt,
      });
      for (const [table, list] of Object.entries(rows))
        for (const [index, row] of list.entries()) {
          const place = table === 'area_boundary' ? {} : { sheet: 'Sheet1', row_number: index + 2 };
          await insert(warehouse.connection, table, { ...source, ...place, ...row });
        }
    }
  } finally {
    await warehouse.close();
  }
}

async function insert(connection: DuckDBConnection, table: string, row: Row): Promise<void> {
  const names = Object.keys(row);
  await connection.run(
    `insert into intake.${table} (${names.join(', ')}) values (${names.map((name) => `$${name}`).join(', ')})`,
    row,
  );
}

export const unitRow = (unitCode: string, more: Row = {}): Row => ({
  unit_code: unitCode,
  unit_name: `单位${unitCode}`,
  kind: 'primary',
  area: '东片区',
  area_lead: false,
  unit_status: 'open',
  ...more,
});

export const hazardRow = (
  unitCode: string,
  month: string,
  number: string,
  more: Row = {},
): Row => ({
  unit_code: unitCode,
  report_month: `${month}-01`,
  hazard_number: number,
  found_date: `${month}-05`,
  source: 'self_monthly',
  description: '灭火器压力不足',
  work_area: 'fire',
  severity: 'general',
  status: 'rectifying',
  extensions: 0,
  ...more,
});

export const returnRow = (unitCode: string, month: string, hazardsFound: number): Row => ({
  unit_code: unitCode,
  report_month: `${month}-01`,
  hazards_found: hazardsFound,
});

const table = (name: string, columns: readonly string[], rows: TableData['rows']): TableData => ({
  schema: 'policy',
  table: name,
  comment: text('测试', 'Test'),
  columns: columns.map((column) => {
    const [columnName = '', type = ''] = column.split(' ');
    return { name: columnName, type, label: text('测试', 'Test') };
  }),
  rows,
});

/** As much policy as staging and facts read, with a weight that changes in 2025. */
export const policyFixture: readonly TableData[] = [
  table(
    'version',
    ['policy_version varchar', 'applies_from date', 'applies_to date'],
    [
      ['first', '1900-01-01', '2025-01-01'],
      ['second', '2025-01-01', '2299-12-31'],
    ],
  ),
  table('holiday_month', ['policy_version varchar', 'month_number integer'], [['second', 7]]),
  table(
    'due_day',
    [
      'policy_version varchar',
      'dataset varchar',
      'kind varchar',
      'day integer',
      'reported_by varchar',
    ],
    ['first', 'second'].flatMap((version) => [
      [version, 'hazard_return', 'primary', 28, 'unit'],
      [version, 'hazard_return', 'campus', 28, 'parent'],
    ]),
  ),
  table(
    'severity_points',
    ['policy_version varchar', 'severity varchar', 'points double'],
    [
      ['first', 'general', 1],
      ['first', 'major', 5],
      ['second', 'general', 2],
      ['second', 'major', 10],
    ],
  ),
];

const repositoryModels = new URL('../../models/', import.meta.url).pathname;

/**
 * A folder of models: the repository's layers named, plus files given as text.
 * @param files path within `models/` → content
 */
export function modelsFixture(
  layers: readonly string[],
  files: Readonly<Record<string, string>> = {},
): string {
  const folder = temporaryFolder();
  cpSync(join(repositoryModels, 'columns.yaml'), join(folder, 'columns.yaml'));
  for (const layer of layers)
    cpSync(join(repositoryModels, layer), join(folder, layer), { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Builds with the staging and facts models and the small policy, unless told otherwise. */
export const buildFixture = (
  dir: string,
  options: Partial<BuildOptions> = {},
): Promise<Published> =>
  build(dir, {
    policyTables: [...policyFixture, ...noCampaigns],
    models: options.models ?? modelsFixture(['staging', 'facts']),
    now: new Date('2025-06-15T09:00:00+08:00'),
    ...options,
  });

/** The rows of a query over a DuckDB file, read-only. */
export async function ask(file: string, sql: string): Promise<Record<string, Json>[]> {
  const instance = await openEngine(file, { readOnly: true });
  try {
    const connection = await instance.connect();
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    instance.closeSync();
  }
}
