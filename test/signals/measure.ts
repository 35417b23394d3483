import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulate } from '../../data/simulator/simulate.ts';
import type { Truth } from '../../data/simulator/truth.ts';
import { buildWarehouse } from '../../pipeline/cli/build.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { currentSnapshot, openSnapshot } from '../../pipeline/warehouse/index.ts';

/** One unit at the newest month: what it is, and what was said of it. */
export interface JudgedUnit {
  readonly habit: string;
  readonly custom: string;
  /** On the list to be verified. */
  readonly listed: boolean;
  /** Signals that could be judged, and whether each was within its stated rate. */
  readonly signals: ReadonlyMap<string, boolean>;
}

/** A simulated district judged by the real pipeline, from files to lists. */
export interface JudgedDistrict {
  readonly seed: string;
  readonly units: readonly JudgedUnit[];
  /** Stated rates by signal. */
  readonly rates: ReadonlyMap<string, number>;
  /** Share of the lists of the last twelve months that are honest units, and of honest units listed. */
  readonly year: {
    readonly listed: number;
    readonly honestListed: number;
    readonly honest: number;
  };
}

const UNITS = 'select unit_code, is_listed from signals.unit_evidence where month = $1::date';
const SIGNALS = `select t.unit_code, t.signal, r.rate, t.probability <= r.rate as fires
  from signals.test t
  join signals.signal_rule r on r.month = t.month and r.signal = t.signal
  where t.month = $1::date`;
const YEAR = `select month::varchar as month, unit_code, is_listed from signals.unit_evidence
  where month > $1::date - interval 12 month`;

/**
 * Simulates a district, takes its files in, builds, and sets what was listed beside what was planted.
 * @param size units and months
 */
export async function judgeDistrict(
  seed: string,
  size: { readonly units: number; readonly months: number },
): Promise<JudgedDistrict> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-honesty-'));
  try {
    const inbox = join(folder, 'inbox');
    const warehouse = join(folder, 'warehouse');
    await simulate({ ...size, seed, directory: inbox });
    await takeIn([inbox], { warehouse }, () => undefined);
    const { snapshot } = await buildWarehouse({ warehouse, json: true });
    const truth = JSON.parse(readFileSync(`${inbox}.truth.json`, 'utf8')) as Truth;
    const known = new Map(truth.units.map((unit) => [unit.unit_code, unit]));
    const ref = currentSnapshot(warehouse);
    if (!ref) throw new Error('nothing was published');
    const instance = await openSnapshot(ref);
    try {
      const connection = await instance.connect();
      const ask = async (sql: string) =>
        (await connection.runAndReadAll(sql, [`${snapshot.month}-01`])).getRowObjectsJson();
      const fires = new Map<string, Map<string, boolean>>();
      const rates = new Map<string, number>();
      for (const { unit_code, signal, rate, fires: fired } of await ask(SIGNALS)) {
        const code = String(unit_code);
        const own = fires.get(code) ?? new Map<string, boolean>();
        fires.set(code, own.set(String(signal), fired === true));
        rates.set(String(signal), Number(rate));
      }
      const units = (await ask(UNITS)).map(({ unit_code, is_listed }): JudgedUnit => {
        const code = String(unit_code);
        const { habit = 'plain', custom = 'none' } = known.get(code) ?? {};
        const signals = fires.get(code) ?? new Map<string, boolean>();
        return { habit, custom, listed: is_listed === true, signals };
      });
      const year = (await ask(YEAR)).map(({ unit_code, is_listed }) => ({
        honest: known.get(String(unit_code))?.habit === 'plain',
        listed: is_listed === true,
      }));
      const count = (test: (row: (typeof year)[number]) => boolean) => year.filter(test).length;
      return {
        seed,
        units,
        rates,
        year: {
          listed: count(({ listed }) => listed),
          honestListed: count(({ listed, honest }) => listed && honest),
          honest: count(({ honest }) => honest),
        },
      };
    } finally {
      instance.closeSync();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How well the list tells planted units from honest ones. */
export function scoreList(units: readonly JudgedUnit[]) {
  const listed = units.filter((unit) => unit.listed);
  const planted = units.filter((unit) => unit.habit !== 'plain');
  const caught = listed.filter((unit) => unit.habit !== 'plain').length;
  return {
    precision: caught / listed.length,
    recall: caught / planted.length,
    honestListed: (listed.length - caught) / (units.length - planted.length),
  };
}

/** Of honest units at which a signal was judged, the share at which it fired. */
export function realisedRate(units: readonly JudgedUnit[], signal: string) {
  const judged = units.filter((unit) => unit.habit === 'plain' && unit.signals.has(signal));
  const fired = judged.filter((unit) => unit.signals.get(signal)).length;
  return { judged: judged.length, fired };
}
