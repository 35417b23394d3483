import type { DuckDBConnection } from '@duckdb/node-api';
import { readCases } from './cases.ts';
import { judge } from './judge.ts';
import { fitLogistic, logisticProbability, type Logistic } from './logistic.ts';
import { readPanel, type Panel } from './panel.ts';
import { firstDay, lastDay, readPeriod, type BacktestOptions, type Period } from './period.ts';
import type { Backtest } from './result.ts';

const REPLICATES = 400;
const FEW_EVENTS = 10;

/**
 * Judges the product's scores and the simple methods on what inspectors went on to find: at each origin, the end
 * of a month, every method scores every unit from what had been *received* by then; the first visit of each
 * unit in the window after it is the judge.
 * @param connection to a snapshot, or to one being built
 * @throws Failure `month_invalid`, `window_invalid`
 */
export async function backtest(
  connection: DuckDBConnection,
  options: BacktestOptions = {},
): Promise<Backtest> {
  const { replicates = REPLICATES, seed = 1 } = options;
  const period = await readPeriod(connection, options);
  const { origins, window } = period;
  const nothing: Backtest = {
    status: 'few_months',
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
  if (origins.length === 0)
    return { ...nothing, status: (await hasVisits(connection)) ? 'few_months' : 'no_visits' };
  const panel = await readScores(connection, period, seed);
  const cases = await readCases(connection, period, panel);
  const events = cases.event.reduce((sum, one) => sum + one, 0);
  const judged = {
    ...nothing,
    from: firstDay((origins[0] ?? 0) + 1),
    to: lastDay((origins.at(-1) ?? 0) + window),
    units: new Set(cases.unit).size,
    visits: cases.size,
    events,
  };
  if (events === 0 || events === cases.size)
    return { ...judged, status: cases.size === 0 ? 'no_visits' : 'no_events' };
  return {
    ...judged,
    ...judge(cases, panel, period, judged, { replicates, seed }),
    status: events < FEW_EVENTS ? 'few_events' : 'measured',
  };
}

async function hasVisits(connection: DuckDBConnection): Promise<boolean> {
  const reader = await connection.runAndReadAll('select exists (from features.visit)');
  return reader.value(0, 0) === true;
}

/** The panel, with the logistic baseline fitted at each origin and used until the next. */
async function readScores(
  connection: DuckDBConnection,
  period: Period,
  seed: number,
): Promise<Panel> {
  const panel = await readPanel(connection, period, seed);
  const fits: Logistic[] = [];
  for (const origin of period.origins) fits.push(await fitLogistic(connection, origin));
  const first = period.origins[0] ?? 0;
  const logistic = Float64Array.from({ length: panel.rows }, (_, row) => {
    const place = Math.floor(((panel.month[row] ?? 0) - first) / period.window);
    const fit = fits[Math.min(fits.length - 1, place)];
    return fit ? logisticProbability(fit, panel.features, row) : 0;
  });
  return { ...panel, score: new Map([...panel.score, ['logistic', logistic]]) };
}
