import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulate } from '../../data/simulator/simulate.ts';
import { buildWarehouse } from '../../pipeline/cli/build.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { intakeTables } from '../../pipeline/contracts/intake-tables.ts';
import { freeTextColumns, isPersonal, personalColumns } from '../../pipeline/contracts/personal.ts';
import {
  currentSnapshot,
  openWarehouse,
  type SnapshotRef,
} from '../../pipeline/warehouse/index.ts';

/** Stands in every personal cell, and nowhere else. */
export const CANARY = '卡那莉';
/** Stands in every cell of what people wrote, and nowhere else. */
export const NUMBER = '13812345678';
/** Code of a unit that no register knows, in one quarantined row. */
export const UNKNOWN_UNIT = '9999999999';

/**
 * A sample district whose every personal cell holds a name that nothing else holds: columns of names and
 * telephones, rows as they were written, and quarantined cells of such columns with the words that quote them.
 * What people wrote ends in a telephone number, in quarantined cells too.
 */
export async function plantedDistrict(): Promise<{
  readonly warehouse: string;
  readonly snapshot: SnapshotRef;
  remove(): void;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-planted-'));
  const [inbox, warehouse] = [join(folder, 'inbox'), join(folder, 'warehouse')];
  await simulate({ units: 24, months: 8, seed: '5', directory: inbox });
  await takeIn([inbox], { warehouse }, () => undefined);
  const opened = await openWarehouse(warehouse);
  try {
    for (const { name, columns } of intakeTables) {
      const personal = columns.filter((column) => isPersonal(column.name));
      if (personal.length === 0) continue;
      const values = personal.map((column) =>
        column.type === 'json'
          ? `${column.name} = json_array('${CANARY}')`
          : `${column.name} = '${CANARY}·${name}·' || file_id[:4]`,
      );
      await opened.connection.run(`update intake.${name} set ${values.join(', ')}`);
    }
    for (const { name, columns } of intakeTables)
      for (const { name: column } of columns.filter((each) => freeTextColumns.has(each.name)))
        await opened.connection.run(
          `update intake.${name} set ${column} = coalesce(${column}, '') || '，请联系${NUMBER}'`,
        );
    await plantFaults(opened.connection, 'quarantine');
    await plantFaults(opened.connection, 'warning');
    await plantUnknownUnit(opened.connection);
    await opened.connection.run(
      `insert into planning.visit (plan_id, month, unit_code, planned_date, team, inspectors, published_at, published_by)
       select 'P1', date '2026-11-01', unit_code, date '2026-11-10', '一组', '${CANARY}、${CANARY}二', now()::timestamp, '计划员'
       from (select distinct unit_code from intake.unit)`,
    );
  } finally {
    await opened.close();
  }
  await buildWarehouse({ warehouse, json: true });
  const snapshot = currentSnapshot(warehouse);
  if (!snapshot) throw new Error('nothing was published');
  return {
    warehouse,
    snapshot,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A fault in each personal column of one row of each unit. */
async function plantFaults(
  connection: { run(sql: string): Promise<unknown> },
  table: 'quarantine' | 'warning',
): Promise<void> {
  const planted = [
    ...[...personalColumns].map((column) => [column, CANARY]),
    ['description', `联系${NUMBER}`],
  ];
  for (const [column, value] of planted)
    await connection.run(
      `insert into intake.${table} (file_id, sheet, row_number, dataset, column_name, cell, value,
         reason_code, reason_zh, reason_en, unit_code, row_text, received_at)
       select any_value(file_id), '台账', 3, 'hazard', '${column}', unit_code, '${value}', 'planted',
         '“${value}”太长', '"${value}" is too long', unit_code, json_array('${CANARY}'),
         timestamp '2026-10-20'
       from intake.hazard group by unit_code`,
    );
}

async function plantUnknownUnit(connection: { run(sql: string): Promise<unknown> }): Promise<void> {
  await connection.run(
    `insert into intake.quarantine (file_id, sheet, row_number, dataset, column_name, cell, value,
       reason_code, reason_zh, reason_en, unit_code, row_text, received_at)
     select min(file_id), '台账', 4, 'hazard', 'unit_code', 'A4', '${UNKNOWN_UNIT}', 'unit_unknown',
       '登记表中没有', 'not in the register', null, json_array('${CANARY}'), timestamp '2026-10-20'
     from intake.hazard`,
  );
}
