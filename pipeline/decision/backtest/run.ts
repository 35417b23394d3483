import { createHash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { readCases, type Cases } from './cases.ts';
import { judge } from './judge.ts';
import { fitLogistics, logisticProbability } from './logistic.ts';
import { readPanel, type Panel } from './panel.ts';
import { firstDay, lastDay, readPeriod, type BacktestOptions, type Period } from './period.ts';
import type { Backtest } from './result.ts';

const REPLICATES = 400;
const FEW_EVENTS = 10;

/** Counts up when the same data would give other figures. */
const METHOD_VERSION = 1;

/** What was said, and what was found, before it is judged. */
export interface Evidence {
  readonly period: Period;
  /** Undefined where there is no origin. */
  readonly data: { readonly panel: Panel; readonly cases: Cases } | undefined;
  readonly hasVisits: boolean;
  readonly replicates: number;
  readonly seed: number;
  /** The same for the same evidence: what was judged once need not be again. */
  readonly fingerprint: string;
}

/**
 * Judges the product's scores and the simple methods on what inspectors went on to find: at each origin, the end
 * of a month, every method scores every unit from what had been *received* by then; the first visit of each
 * unit in the window after it is the judge.
 * @param connection to a snapshot, or to one being built
 * @throws Failure `month_invalid`, `window_invalid`
 */
export const backtest = async (
  connection: DuckDBConnection,
  options: BacktestOptions = {},
): Promise<Backtest> => judgeEvidence(await readEvidence(connection, options));

/** Reads what is to be judged; quick beside the judging. */
export async function readEvidence(
  connection: DuckDBConnection,
  options: BacktestOptions,
): Promise<Evidence> {
  const { replicates = REPLICATES, seed = 1 } = options;
  const period = await readPeriod(connection, options);
  const data = period.origins.length > 0 ? await readData(connection, period, seed) : undefined;
  const hasVisits = (await connection.runAndReadAll('select exists (from features.visit)')).value(
    0,
    0,
  );
  const evidence = { period, data, hasVisits: hasVisits === true, replicates, seed };
  return { ...evidence, fingerprint: fingerprintOf(evidence) };
}

/** Judges the evidence; says why not where there is nothing to judge by. */
export function judgeEvidence({ period, data, hasVisits, replicates, seed }: Evidence): Backtest {
  const { origins, window } = period;
  const nothing: Backtest = {
    status: hasVisits ? 'few_months' : 'no_visits',
    from: null,
    to: null,
    window,
    origins: origins.length,
    units: 0,
    visits: 0,
    events: 0,
    replicates,
    seed,
    metrics: [],
    differences: [],
    calibration: [],
    curves: [],
    groups: [],
  };
  if (!data) return nothing;
  const { panel, cases } = data;
  const events = cases.event.reduce((sum, one) => sum + one, 0);
  const judged = {
    ...nothing,
    from: firstDay((origins[0] ?? 0) + 1),
    to: lastDay((origins.at(-1) ?? 0) + window),
    units: new Set(cases.unit).size,
    visits: cases.size,
    events,
  };
  if (cases.size === 0) return { ...judged, status: 'no_visits' };
  if (events === 0 || events === cases.size) return { ...judged, status: 'no_events' };
  return {
    ...judged,
    ...judge(cases, panel, period, judged, { replicates, seed }),
    status: events < FEW_EVENTS ? 'few_events' : 'measured',
  };
}

/** The panel, with the logistic baseline fitted at each origin and used until the next; and the visits. */
async function readData(
  connection: DuckDBConnection,
  period: Period,
  seed: number,
): Promise<Evidence['data']> {
  const panel = await readPanel(connection, period, seed);
  const fits = await fitLogistics(connection, period.origins);
  const first = period.origins[0] ?? 0;
  const logistic = Float64Array.from({ length: panel.rows }, (_, row) => {
    const fit = fits[Math.floor(((panel.month[row] ?? 0) - first) / period.window)];
    return fit ? logisticProbability(fit, panel.features, row) : 0;
  });
  const cases = await readCases(connection, period, panel);
  return { panel: { ...panel, score: new Map([...panel.score, ['logistic', logistic]]) }, cases };
}

function fingerprintOf({ period, data, ...options }: Omit<Evidence, 'fingerprint'>): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([METHOD_VERSION, period, options]));
  if (data) {
    const { panel, cases } = data;
    hash.update(JSON.stringify([panel.unitCode, panel.tier, panel.groups]));
    for (const [method, score] of panel.score) hash.update(method).update(score);
    hash.update(panel.month);
    for (const column of [cases.row, cases.origin, cases.event, cases.day, cases.inspector])
      hash.update(column);
  }
  return hash.digest('hex');
}
