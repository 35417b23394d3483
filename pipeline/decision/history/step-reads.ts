import type { DuckDBConnection } from '@duckdb/node-api';
import type { HistoryFit, HistoryPrior } from './model.ts';
import { isSound } from './sound.ts';
import { dayOf, type Visit } from './visits.ts';

/** A visit with the months, as index, in which it was known as written. */
export interface KnownVisit extends Visit {
  readonly fromIndex: number;
  readonly toIndex: number;
}

/** A month to tell expectations of, with the numbers of its policy. */
export interface Month {
  readonly month: string;
  readonly index: number;
  /** First day not known. */
  readonly cutoff: number;
  readonly bandZ: number;
  readonly threshold: number;
  readonly prior: HistoryPrior;
}

/** Every visit, in each way in which it was known. */
export async function readVisits(connection: DuckDBConnection): Promise<KnownVisit[]> {
  const reader = await connection.runAndReadAll(
    `select inspection_number, unit_code, visit_date::varchar, severity_points, serious, team,
       inspection_type, exposure_class, brand, area, from_index, to_index
     from features.visit_known
     order by visit_date, unit_code, inspection_number, from_index`,
  );
  return reader
    .getRows()
    .map(
      ([
        inspection,
        unit,
        date,
        points,
        serious,
        team,
        type,
        exposureClass,
        brand,
        area,
        from,
        to,
      ]) => ({
        inspection: String(inspection),
        unit: String(unit),
        day: dayOf(String(date)),
        points: Number(points),
        serious: serious === true,
        team: textOf(team),
        type: textOf(type),
        exposureClass: textOf(exposureClass),
        brand: textOf(brand),
        area: textOf(area),
        fromIndex: Number(from),
        toIndex: Number(to),
      }),
    );
}

export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * The months, the oldest first.
 * @param since ISO date of the first
 */
export async function readMonths(connection: DuckDBConnection, since: string): Promise<Month[]> {
  const reader = await connection.runAndReadAll(
    `select month::varchar, month_index, cutoff::date::varchar, band_z, above_points, half_life_months,
       prior_visits, overdispersion
     from features.month_rule
     where month >= $1::date
     order by month_index`,
    [since],
  );
  return reader
    .getRows()
    .map(
      ([month, index, cutoff, bandZ, threshold, halfLifeMonths, priorVisits, overdispersion]) => ({
        month: String(month),
        index: Number(index),
        cutoff: dayOf(String(cutoff)),
        bandZ: Number(bandZ),
        threshold: Number(threshold),
        prior: {
          halfLifeMonths: Number(halfLifeMonths),
          priorVisits: Number(priorVisits),
          overdispersion: Number(overdispersion),
        },
      }),
    );
}

/**
 * The fits by which decisions were published. One that cannot be predicted with, because an earlier version of the
 * program wrote it down without a number that is needed now, is left out, and made anew.
 */
export async function loggedFits(connection: DuckDBConnection): Promise<Map<string, HistoryFit>> {
  const reader = await connection.runAndReadAll(
    'select fitted_from::varchar, fit from decision_log.history_fit order by fitted_from',
  );
  return new Map(
    reader
      .getRows()
      .map(([from, fit]): [string, HistoryFit] => [
        String(from),
        JSON.parse(String(fit)) as HistoryFit,
      ])
      .filter(([, fit]) => fit.status === 'fitted' && isSound(fit)),
  );
}
