import { noCampaigns } from '../../campaigns/given-campaigns.ts';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { takeIn } from '../../../pipeline/cli/ingest.ts';
import {
  dayOf,
  visitTable,
  type Visit,
  type VisitTable,
} from '../../../pipeline/decision/history/index.ts';
import { loadPolicies } from '../../../pipeline/decision/index.ts';
import { buildTable } from '../../../pipeline/warehouse/build-table.ts';
import { openWarehouse, readModels, readPolicyFiles } from '../../../pipeline/warehouse/index.ts';
import { planModels } from '../../../pipeline/warehouse/lineage.ts';
import { loadTable } from '../../../pipeline/warehouse/load-table.ts';
import { dataRelation, ownRelations } from '../../../pipeline/warehouse/relation.ts';
import { runModels } from '../../../pipeline/warehouse/run-models.ts';
import type { Event } from './event.ts';

/** A history of visits, read through a mapping. */
export interface Records {
  readonly table: VisitTable;
  /** One a visit of the table: what a mapping put into the register as category; null where it did not. */
  readonly category: readonly (string | null)[];
  /** Rows of the file, and those that were not accepted. */
  readonly rows: number;
  readonly quarantined: number;
}

/**
 * Reads a file of somebody else's inspections as a bureau would: through a mapping into a warehouse of its own,
 * by the same models up to `features.visit`. Rows that are not accepted are counted.
 * @param file CSV or workbook; `.gz` is unpacked first
 * @param mapping path of the mapping
 * @param event what is predicted; default the policy's serious visit
 * @throws Error where the file cannot be read through the mapping
 */
export async function readRecords(file: string, mapping: string, event?: Event): Promise<Records> {
  return withTakenIn(file, mapping, async (warehouse, { rows_in, rows_quarantined }) => {
    const visits = await visitsOf(warehouse, event);
    const table = visitTable(visits);
    const category = new Map(visits.map((visit) => [visit.inspection, visit.category]));
    return {
      table,
      category: table.inspection.map((inspection) => category.get(inspection) ?? null),
      rows: rows_in,
      quarantined: rows_quarantined,
    };
  });
}

/** The cells of a file of inspections that its mapping keeps beside ours, by inspection number. */
export async function readOtherColumns(
  file: string,
  mapping: string,
): Promise<Map<string, Readonly<Record<string, string>>>> {
  return withTakenIn(file, mapping, async (warehouse) => {
    const { connection, close } = await openWarehouse(warehouse);
    try {
      const reader = await connection.runAndReadAll(
        'select inspection_number, other_columns from intake.inspection order by inspection_number',
      );
      return new Map(
        reader
          .getRows()
          .map(([number, cells]) => [
            String(number),
            JSON.parse(String(cells ?? '{}')) as Record<string, string>,
          ]),
      );
    } finally {
      await close();
    }
  });
}

type Taken = Awaited<ReturnType<typeof takeIn>>[number]['outcome'];

async function withTakenIn<Result>(
  file: string,
  mapping: string,
  work: (warehouse: string, outcome: Taken) => Promise<Result>,
): Promise<Result> {
  const root = mkdtempSync(join(tmpdir(), 'xiaoan-records-'));
  try {
    let path = file;
    if (file.endsWith('.gz')) {
      path = join(root, basename(file, '.gz'));
      writeFileSync(path, gunzipSync(readFileSync(file)));
    }
    const warehouse = join(root, 'warehouse');
    const [step] = await takeIn([path], { warehouse, mapping }, () => undefined);
    if (!step || step.outcome.status === 'rejected')
      throw new Error(step?.outcome.failure?.message ?? `${file} could not be read`);
    return await work(warehouse, step.outcome);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

type Read = Visit & { readonly category: string | null };

async function visitsOf(dir: string, event: Event | undefined): Promise<Read[]> {
  const { connection, close } = await openWarehouse(dir);
  try {
    const tables = [
      ...loadPolicies(readPolicyFiles()),
      ...noCampaigns,
      buildTable('bench', '2020-01', new Date(0), 'bench'),
    ];
    for (const table of tables) await loadTable(connection, table);
    const given = [...ownRelations, ...tables.map(dataRelation)];
    const made = await planModels(
      connection,
      readModels().filter(({ layer }) => ['staging', 'facts', 'features'].includes(layer)),
      new Set([
        ...given.map(({ schema, name }) => `${schema}.${name}`),
        'history.parameter',
        'history.expectation',
      ]),
    );
    const needed = new Set(['features.visit']);
    for (const name of needed)
      for (const { from, to } of made.arrows) if (to === name) needed.add(from);
    await runModels(
      connection,
      made.order.filter(({ relation }) => needed.has(relation)),
      (_, run) => run(),
    );
    const reader = await connection.runAndReadAll(
      `select v.inspection_number, v.unit_code, v.visit_date::varchar, v.severity_points, v.serious,
         v.findings, v.major_findings, v.result, v.team, v.inspection_type, v.exposure_class, v.brand,
         v.area, u.category
       from features.visit v
       left join staging.unit u on u.unit_code = v.unit_code and u.known_to is null
       order by v.visit_date, v.unit_code, v.inspection_number`,
    );
    return reader.getRows().map((row) => {
      const [inspection, unit, date, points, serious, findings, major, result, ...facts] = row;
      const [team, type, exposureClass, brand, area, category] = facts.map((fact) =>
        typeof fact === 'string' ? fact : null,
      );
      const outcome = {
        points: Number(points),
        findings: Number(findings),
        major: Number(major),
        result: typeof result === 'string' ? result : null,
      };
      return {
        inspection: String(inspection),
        unit: String(unit),
        day: dayOf(String(date)),
        points: outcome.points,
        serious: event ? event(outcome) : serious === true,
        team: team ?? null,
        type: type ?? null,
        exposureClass: exposureClass ?? null,
        brand: brand ?? null,
        area: area === 'unknown' ? null : (area ?? null),
        category: category ?? null,
      };
    });
  } finally {
    await close();
  }
}
