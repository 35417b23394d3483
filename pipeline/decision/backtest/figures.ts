import type { Cases } from './cases.ts';
import type { MetricName } from './measures.ts';
import type { Method } from './methods.ts';
import {
  auc,
  brierSkill,
  daysEarlierWithin,
  liftAt,
  rank,
  splitRanking,
  withinAuc,
  type Ranking,
  type Weights,
} from './metrics/index.ts';

/** The figures of one method that are bootstrapped, and how each is computed for a sample of the visits. */
export type Figures = ReadonlyMap<MetricName, (weights?: Weights) => number>;

/** Orders of the visits that all methods share. */
export interface Calendars {
  readonly windows: ReadonlyMap<number, Ranking>;
  readonly teams: ReadonlyMap<number, Ranking>;
  readonly teamOfWindow: Int32Array;
}

/** Dates stay within their window, and within their window and team. */
export function calendarsOf({ day, origin, inspector }: Cases): Calendars {
  const teams = inspector.reduce((most, team) => Math.max(most, team + 1), 1);
  const teamOfWindow = inspector.map((team, visit) =>
    team < 0 ? -1 : (origin[visit] ?? 0) * teams + team,
  );
  const calendar = rank(day);
  return {
    windows: splitRanking(calendar, origin),
    teams: splitRanking(calendar, teamOfWindow),
    teamOfWindow,
  };
}

/**
 * @param score of the method, one a visit
 * @returns its figures in the order of the report; of a probability also its skill
 */
export function figuresOf(
  { saysProbability }: Method,
  score: Float64Array,
  { event, origin, inspector }: Cases,
  { windows, teams, teamOfWindow }: Calendars,
): Figures {
  const ranking = rank(score);
  const byWindow = splitRanking(ranking, origin);
  const byTeam = splitRanking(ranking, teamOfWindow);
  const figures = new Map<MetricName, (weights?: Weights) => number>([
    ['auc', (weights) => auc(ranking, event, weights)],
    ['within_auc', (weights) => withinAuc(ranking, event, inspector, weights)],
    ['lift_10', (weights) => liftAt(ranking, event, 0.1, weights)],
    ['lift_20', (weights) => liftAt(ranking, event, 0.2, weights)],
    ['days_earlier', (weights) => daysEarlierWithin(byWindow, event, windows, weights)],
    ['days_earlier_within', (weights) => daysEarlierWithin(byTeam, event, teams, weights)],
  ]);
  if (saysProbability) figures.set('brier_skill', (weights) => brierSkill(score, event, weights));
  return figures;
}

/** The figures of the trend: of the visits of one window alone. */
export const windowFigures = (score: Float64Array, event: Uint8Array): Figures => {
  const ranking = rank(score);
  return new Map<MetricName, (weights?: Weights) => number>([
    ['auc', (weights) => auc(ranking, event, weights)],
    ['lift_20', (weights) => liftAt(ranking, event, 0.2, weights)],
  ]);
};
