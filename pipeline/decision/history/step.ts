import type { DuckDBConnection } from '@duckdb/node-api';
import type { CellValue, TableData } from '../../contracts/table-data.ts';
import { fitHistory, priorFit } from './fit.ts';
import type { Target } from './memory.ts';
import type { HistoryFit } from './model.ts';
import { expectation, foresee, type Expectation } from './predict.ts';
import { expectationTable, parameterTable } from './tables.ts';
import {
  loggedFits,
  readMonths,
  readVisits,
  textOf,
  type KnownVisit,
  type Month,
} from './step-reads.ts';
import { HALF_YEAR } from './reference.ts';
import { dateOf, dayOf, UNKNOWN, visitTable, type VisitTable } from './visits.ts';

/** Months of a half-year, for which a fit stands. */
const HALF_YEAR_MONTHS = 6;

/**
 * The history model as a step of the build (`BuildStep` of the warehouse): fits it for each half-year to what had
 * been received before it began, and tells what a visit to each unit is expected to find, from what was known at
 * the end of each month. A fit that decisions were published by is taken from the log as it was.
 */
export const historyStep = historyStepFrom('2000-01');

/**
 * The same for the months from one on, and for no month before it.
 * @param month `YYYY-MM`
 */
export function historyStepFrom(month: string) {
  return {
    name: 'history',
    reads: [
      'features.visit_known',
      'features.unit_in_month',
      'features.unit_class',
      'features.month_rule',
      'decision_log.history_fit',
    ],
    makes: ['history.parameter', 'history.expectation'],
    run: (connection: DuckDBConnection) => tellHistory(connection, `${month}-01`),
  } as const;
}

async function tellHistory(
  connection: DuckDBConnection,
  since: string,
): Promise<readonly TableData[]> {
  const visits = await readVisits(connection);
  const fits = await loggedFits(connection);
  const parameters = new Map<string, CellValue[]>();
  const expectations: CellValue[][] = [];
  for (const month of await readMonths(connection, since)) {
    const start = month.index - (month.index % HALF_YEAR_MONTHS);
    const from = firstDay(start);
    const fit =
      fits.get(from) ?? fitHistory(tableOf(visits, start - 1), dayOf(from), { prior: month.prior });
    fits.set(from, fit);
    parameters.set(from, parameterRow(from, fit));
    const table = tableOf(visits, month.index);
    // A prior is not fitted: its means are those of the visits known by now.
    const standing =
      fit.status === 'prior'
        ? priorFit(table, month.cutoff, month.prior, fit.priorBecause ?? 'too_few')
        : fit;
    for (const row of await expectationRows(connection, month, from, standing, table))
      expectations.push(row);
  }
  return [
    { ...parameterTable, rows: [...parameters.values()] },
    { ...expectationTable, rows: expectations },
  ];
}

/** The visits known at the end of a month, as written then. */
const tableOf = (visits: readonly KnownVisit[], index: number): VisitTable =>
  visitTable(visits.filter(({ fromIndex, toIndex }) => fromIndex <= index && toIndex > index));

function parameterRow(from: string, fit: HistoryFit): CellValue[] {
  const { status, priorBecause, evidence, dispersion } = fit;
  const figures = [
    evidence?.visits,
    evidence?.windows,
    evidence ? (evidence.windowDays ?? HALF_YEAR) : undefined,
    evidence?.predictions,
    evidence?.events,
    evidence?.logLikelihood,
    evidence?.logLikelihoodOfRate,
    evidence?.lift,
    evidence?.liftLow,
    evidence?.liftHigh,
    dispersion,
  ].map((figure) => (figure === undefined || Number.isNaN(figure) ? null : figure));
  return [from, status, priorBecause, ...figures, JSON.stringify(fit)];
}

async function expectationRows(
  connection: DuckDBConnection,
  month: Month,
  from: string,
  fit: HistoryFit,
  table: VisitTable,
): Promise<CellValue[][]> {
  const reader = await connection.runAndReadAll(
    `select u.unit_code, u.area, c.exposure_class, c.brand
     from features.unit_in_month u
     left join features.unit_class c
       on c.unit_code = u.unit_code
       and c.known_from = u.register_known_from
     where u.month_index = $1
     order by u.unit_code`,
    [month.index],
  );
  const foresight = foresee(fit, table, month.cutoff);
  const find = finder(table);
  return reader.getRows().map(([code, area, exposureClass, brand]) => {
    const unit = String(code);
    const target = find(unit, month.cutoff, textOf(exposureClass), textOf(brand), textOf(area));
    const told = expectation(foresight, target, month);
    return [unit, month.month, from, told.visits, ...figuresOf(told)];
  });
}

/** Figures in the order of the table's columns. */
const figuresOf = (told: Expectation): number[] => [
  told.weightedVisits,
  told.classMean,
  told.expected,
  told.low,
  told.high,
  told.ifClean,
  told.seriousProbability,
  told.aboveProbability,
  told.aboveIfClean,
];

/** Finds the codes that a table has for a unit and its groups. */
function finder(
  table: VisitTable,
): (
  unit: string,
  day: number,
  exposureClass: string | null,
  brand: string | null,
  area: string | null,
) => Target {
  const codesOf = (levels: readonly string[]): Map<string, number> =>
    new Map(levels.map((level, code) => [level, code]));
  const units = codesOf(table.unit.levels);
  const classes = codesOf(table.factor.exposureClass.levels);
  const brands = codesOf(table.factor.brand.levels);
  const areas = codesOf(table.factor.area.levels);
  return (unit, day, exposureClass, brand, area) => ({
    unit: units.get(unit) ?? -1,
    day,
    exposureClass: classes.get(exposureClass ?? UNKNOWN) ?? -1,
    brand: brands.get(brand ?? UNKNOWN) ?? -1,
    area: areas.get(area ?? UNKNOWN) ?? -1,
  });
}

/** First day of a month given as months since January 2000. */
const firstDay = (index: number): string =>
  dateOf(Math.round(Date.UTC(2000 + Math.floor(index / 12), index % 12, 1) / 86_400_000));
