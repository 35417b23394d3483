import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findingsAt } from '../../data/simulator/inspections.ts';
import { majorChanceAt } from '../../data/simulator/risks.ts';
import { simulate } from '../../data/simulator/simulate.ts';
import { buildWarehouse } from '../../pipeline/cli/build.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { addMonths } from '../../pipeline/planning/calendar.ts';
import { readCapacity, type Capacity } from '../../pipeline/planning/capacity.ts';
import { readUnits } from '../../pipeline/planning/read-units.ts';
import type { PlanUnit } from '../../pipeline/planning/unit.ts';
import { currentSnapshot, openSnapshot } from '../../pipeline/warehouse/index.ts';

const MONTHS = 30;
/** Months whose visits say what the simulated bureau usually finds: one alone has too few. */
const USUAL_MONTHS = 12;

/** A simulated district a month before its end, and the truth of the month that follows. */
export interface SimulatedDistrict {
  readonly units: readonly PlanUnit[];
  readonly capacity: Capacity;
  /** The month to plan, `YYYY-MM`. */
  readonly month: string;
  /** How probable it truly is that a visit to a unit in that month is serious. */
  readonly truth: (unit: string) => number;
  /** The mean of it over the visits that the simulated bureau made in its last year. */
  readonly usual: number;
}

/**
 * Simulates a district as its files come in, month by month, and builds it a month before its end: what is
 * planned with was received by then. (One clean file a dataset would be received after the last month: then
 * nothing is known of any visit, and a plan cannot but fail.)
 */
export async function simulatedDistrict(seed: string): Promise<SimulatedDistrict> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-bench-'));
  try {
    const directory = join(folder, 'inbox');
    const truth = await simulate({ units: 320, months: MONTHS, seed, directory });
    const warehouse = join(folder, 'warehouse');
    await takeIn([directory], { warehouse }, () => undefined);
    await buildWarehouse({ warehouse, json: true, asOf: addMonths(truth.last_month, -1) });
    const snapshot = currentSnapshot(warehouse);
    if (!snapshot) throw new Error('nothing was published');
    const qualities = new Map(truth.units.map((unit) => [unit.unit_code, unit.traits.quality]));
    const teams = Object.values(truth.strictness);
    const serious = (unit: string, month: number): number => {
      const own = qualities.get(unit);
      return seriousAt(own?.[month] ?? own?.[month - 1] ?? 1, teams);
    };
    const instance = await openSnapshot(snapshot);
    try {
      const connection = await instance.connect();
      const reader = await connection.runAndReadAll(
        `select unit_code, date_diff('month', ($1 || '-01')::date, visit_date) as month
         from features.visit
         where month >= $2`,
        [truth.first_month, MONTHS - 1 - USUAL_MONTHS],
      );
      const visited = reader.getRows().map(([code, month]) => serious(String(code), Number(month)));
      return {
        units: await readUnits(connection),
        capacity: readCapacity('capacity.yaml', readFileSync(`${directory}.capacity.yaml`, 'utf8')),
        month: truth.last_month,
        truth: (unit) => serious(unit, MONTHS - 1),
        usual: visited.reduce((sum, each) => sum + each, 0) / visited.length,
      };
    } finally {
      instance.closeSync();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * How probable a serious visit is at a quality, whoever of the teams goes: not (no major finding and at most
 * two others), findings being Poisson (data/simulator/inspections.ts).
 * @param teams their strictness
 */
function seriousAt(quality: number, teams: readonly number[]): number {
  const share = majorChanceAt(quality);
  const sum = teams.reduce((total, strictness) => {
    const mean = strictness * findingsAt(quality);
    const general = mean * (1 - share);
    const atMostTwo = Math.exp(-general) * (1 + general + general ** 2 / 2);
    return total + 1 - Math.exp(-mean * share) * atMostTwo;
  }, 0);
  return sum / teams.length;
}
