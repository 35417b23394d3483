import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulate } from '../../data/simulator/simulate.ts';
import { buildWarehouse } from '../../pipeline/cli/build.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { readUnits } from '../../pipeline/planning/read-units.ts';
import { currentSnapshot, openSnapshot } from '../../pipeline/warehouse/index.ts';
import type { Case } from './plan-backtest.ts';

const MONTHS = 30;
/** Months whose visits say what the simulated bureau usually finds: one alone has too few. */
const USUAL_MONTHS = 12;

/**
 * The simulated district a month before its end, planned with what was known then, and what visits would
 * truly have found: findings a visit rise with (1 − quality)^1.6 and the share of serious ones is 0.5 % +
 * 5.5 % · (1 − quality)² (data/simulator), at the quality of the month that followed.
 * @returns cases, and the truth of the visits that the simulated bureau made in its last year
 */
export async function districtCases(): Promise<{ cases: Case[]; usual: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-bench-'));
  try {
    const directory = join(folder, 'inbox');
    const truth = await simulate({
      units: 320,
      months: MONTHS,
      seed: 'plan',
      directory,
      format: 'csv',
    });
    const warehouse = join(folder, 'warehouse');
    await takeIn([directory], { warehouse }, () => undefined);
    const before = monthBefore(truth.last_month);
    await buildWarehouse({ warehouse, json: true, asOf: before });
    const snapshot = currentSnapshot(warehouse);
    if (!snapshot) throw new Error('nothing was published');
    const instance = await openSnapshot(snapshot);
    try {
      const connection = await instance.connect();
      const traits = new Map(truth.units.map((unit) => [unit.unit_code, unit.traits.quality]));
      /** Serious findings that a visit in a month truly expects. */
      const serious = (code: string, month: number): number => {
        const quality = traits.get(code)?.[month] ?? traits.get(code)?.[month - 1] ?? 1;
        return (0.4 + 5.2 * (1 - quality) ** 1.6) * (0.005 + 0.055 * (1 - quality) ** 2);
      };
      const units = await readUnits(connection);
      const reader = await connection.runAndReadAll(
        `select unit_code, date_diff('month', ($1 || '-01')::date, inspection_date)
         from facts.inspection`,
        [truth.first_month],
      );
      const visited = reader
        .getRows()
        .filter(([, month]) => Number(month) >= MONTHS - USUAL_MONTHS)
        .map(([code, month]) => serious(String(code), Number(month)));
      return {
        cases: units.map(({ code, expected, lastVisit }) => ({
          unit: code,
          expected,
          last: lastVisit ?? '',
          truth: serious(code, MONTHS - 1),
        })),
        usual: visited.reduce((sum, each) => sum + each, 0) / visited.length,
      };
    } finally {
      instance.closeSync();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}
