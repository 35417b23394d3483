import { existsSync, readFileSync } from 'node:fs';
import Papa from 'papaparse';

/** One inspection on record: points of findings (more is worse) and whether it was a serious one. */
export interface RecordedVisit {
  readonly unit: string;
  readonly date: string;
  readonly points: number;
  readonly serious: boolean;
}

const FOLDER = new URL('../../../shared/data/', import.meta.url);

const rowsOf = (name: string): Record<string, string>[] | undefined => {
  const file = new URL(name, FOLDER);
  if (!existsSync(file)) return undefined;
  return Papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data;
};

/** Below this score an inspection of a school or day-care counts as serious: a sixth of them. */
const AUSTIN_SERIOUS = 93;

/** Austin's schools and day-cares; undefined where the records are absent. */
export function austinSchools(): RecordedVisit[] | undefined {
  return rowsOf('austin_routine.csv')
    ?.filter((row) => row['school_like'] === '1')
    .map((row) => ({
      unit: row['fid'] ?? '',
      date: row['date'] ?? '',
      points: 100 - Number(row['Score']),
      serious: Number(row['Score']) < AUSTIN_SERIOUS,
    }));
}

/** Chicago's schools: a failed canvass is serious. */
export function chicagoSchools(): RecordedVisit[] | undefined {
  return rowsOf('chicago_schools_canvass.csv')?.map((row) => {
    const number = (name: string): number => Number(row[name] ?? 0) || 0;
    return {
      unit: row['License'] ?? '',
      date: row['Inspection_Date'] ?? '',
      points: 5 * number('criticalCount') + 3 * number('seriousCount') + number('minorCount'),
      serious: /^fail/i.test(row['Results'] ?? ''),
    };
  });
}
