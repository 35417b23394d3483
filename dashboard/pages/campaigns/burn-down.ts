import type { BurnPoint } from '../../charts/campaign/draw-burn-down.ts';

/** What fell due and what was known to be done on a day. */
export interface DayRow {
  readonly day: string;
  readonly due: number;
  readonly done: number;
}

/** How a campaign runs down, and where its pace leads. */
export interface BurnDown {
  readonly points: readonly BurnPoint[];
  readonly forecast: readonly { readonly day: string; readonly left: number }[];
  /** The day on which all would be done at the pace of the last {@link PACE_DAYS} days. */
  readonly finish: string | null;
  readonly left: number;
}

/** Ours: the pace is that of so many days. */
export const PACE_DAYS = 90;

const MILLISECONDS = 86_400_000;
const shifted = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * MILLISECONDS).toISOString().slice(0, 10);
const between = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS);

/**
 * What is left on each day, by plan and in fact up to today.
 * @param from first day of the campaign
 * @param today last day that is known
 */
export function burnDown(days: readonly DayRow[], from: string, today: string): BurnDown {
  const total = days.reduce((sum, { due }) => sum + due, 0);
  let planned = total;
  let left = total;
  const points: BurnPoint[] = [{ day: from, planned, left: from <= today ? left : null }];
  for (const { day, due, done } of days) {
    planned -= due;
    left -= done;
    points.push({ day, planned, left: day <= today ? left : null });
  }
  const known = points.filter((point) => point.left !== null);
  const rest = known.at(-1)?.left ?? total;
  if (known.length > 0 && (known.at(-1)?.day ?? '') < today) {
    const after = points.findIndex(({ day }) => day > today);
    const point = { day: today, planned: plannedOn(points, today), left: rest };
    points.splice(after < 0 ? points.length : after, 0, point);
  }
  const start = shifted(today, -PACE_DAYS);
  const recent = days
    .filter(({ day }) => day > start && day <= today)
    .reduce((sum, { done }) => sum + done, 0);
  const pace = recent / Math.min(PACE_DAYS, Math.max(1, between(from, today)));
  const finish = rest > 0 && pace > 0 ? shifted(today, Math.ceil(rest / pace)) : null;
  return {
    points,
    left: rest,
    finish,
    forecast:
      finish === null
        ? []
        : [
            { day: today, left: rest },
            { day: finish, left: 0 },
          ],
  };
}

const plannedOn = (points: readonly BurnPoint[], day: string): number =>
  points.filter((point) => point.day <= day).at(-1)?.planned ?? 0;
