import { featureRow, givenFeatures } from './given.ts';
import { nextMonth } from './received.ts';
import { repositoryPolicy, World, type Row } from './world.ts';

/** The policy's number of that name. */
function limit(tableName: string, column: string, row = 0): number {
  const table = repositoryPolicy.find(({ table: name }) => name === tableName);
  const index = table?.columns.findIndex(({ name }) => name === column) ?? -1;
  return Number(table?.rows[row]?.[index]);
}

/** Scores at which a unit comes under intensified inspection and may leave them, and how many months it takes to leave. */
export const enter = limit('regime', 'enter_score');
export const leave = limit('regime', 'leave_score');
export const monthsToLeave = limit('regime', 'months_to_leave');
/** How far below a tier's least score a unit stays in it. */
export const margin = limit('regime', 'tier_margin');
/** The least scores of the tiers. */
export const [red = 0, orange = 0, yellow = 0] = [0, 1, 2].map((row) =>
  limit('tier', 'minimum_score', row),
);

/** A score made of indicators that no group limit watches. */
export function scoring(score: number): Row {
  const weight = (name: string): { cap: number; weight: number } => {
    const table = repositoryPolicy.find(({ table: of }) => of === 'indicator');
    const at = (column: string) => table?.columns.findIndex(({ name: of }) => of === column) ?? -1;
    const row = table?.rows.find((cells) => cells[at('indicator')] === name);
    return { cap: Number(row?.[at('cap')]), weight: Number(row?.[at('weight')]) };
  };
  let left = score;
  const indicators: Record<string, number> = {};
  for (const name of [
    'finding_expected',
    'exposure_facilities',
    'drill_missed',
    'exposure_people',
    'finding_repeated',
    'accident_history',
    'drill_incomplete',
  ]) {
    const { cap, weight: most } = weight(name);
    const points = Math.min(left, most);
    indicators[name] = (points / most) * cap;
    left -= points;
  }
  const expected = indicators['finding_expected'] ?? 0;
  return { ...indicators, finding_expected_low: expected, finding_expected_high: expected };
}

/** One unit through months from January 2025 on. */
export function series(code: string, rows: readonly Row[], first = '2025-01'): Row[] {
  let month = first;
  return rows.map((row) => {
    const dated = featureRow(code, month, row);
    month = nextMonth(month);
    return dated;
  });
}

/** What is decided of units of such features, where some months were published before. */
export async function decisions(
  rows: readonly Row[],
  published: readonly Row[] = [],
): Promise<Record<string, unknown>[]> {
  const world = await World.of([], { given: givenFeatures(rows), published });
  await world.test();
  return world.ask(`
    select unit_code, left(month::varchar, 7) as month, regime, tier, held,
      left(regime_since::varchar, 7) as since, regime_kept, history_unsure,
      history_silent, history_above, tier_kept
    from scores.decision order by unit_code, month`);
}

/** The values of a column. */
export const column = (rows: readonly Record<string, unknown>[], name: string) =>
  rows.map((row) => row[name]);
