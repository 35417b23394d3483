import type { Random } from './random.ts';
import type { Mistake, Return, Row } from './row.ts';

/** One row in so many is spoilt. */
const SHARE = 0.003;

type Spoil = (row: Row, random: Random) => { row: Row; mistake: Mistake } | undefined;

const spoilt = (row: Row, change: Row, column: string, reason: string) => ({
  row: { ...row, ...change },
  mistake: { column, reason },
});

const unknownUnit: Spoil = (row, random) =>
  spoilt(
    row,
    { unit_code: `9099${String(random.integer(100000, 999999))}`, unit_name: '云舟学校（筹）' },
    'unit_code',
    'unit_unknown',
  );

const noDescription: Spoil = (row) => spoilt(row, { description: null }, 'description', 'required');

const closedTooSoon: Spoil = (row, random) =>
  typeof row['closed_date'] === 'number'
    ? spoilt(
        row,
        { closed_date: Number(row['found_date']) - random.integer(2, 20) },
        'closed_date',
        'closed_before_found',
      )
    : undefined;

const oddSeverity: Spoil = (row, random) =>
  spoilt(row, { severity: random.pick(['较大', '三级', '待定']) }, 'severity', 'unknown_code');

/** A century too late: 2121 for 2021. */
const CENTURY = 36_525;

const farDate =
  (column: string): Spoil =>
  (row) =>
    spoilt(row, { [column]: Number(row[column]) + CENTURY }, column, 'date_out_of_range');

const moreMajor: Spoil = (row) =>
  spoilt(
    row,
    { major_found: Number(row['hazards_found']) + 3 },
    'major_found',
    'major_exceeds_found',
  );

const noNumber: Spoil = (row) =>
  spoilt(row, { hazards_found: '若干' }, 'hazards_found', 'not_a_number');

const SPOILS: Readonly<Record<string, readonly Spoil[]>> = {
  hazard: [unknownUnit, noDescription, closedTooSoon, oddSeverity, farDate('found_date')],
  drill: [unknownUnit, farDate('drill_date')],
  hazard_return: [unknownUnit, moreMajor, noNumber],
  finding: [noDescription, closedTooSoon, oddSeverity],
};

/** A unit's own back-dating: days of closing before the hazard was found, which intake refuses. */
function backDated(random: Random, row: Row): { row: Row; mistake: Mistake } | undefined {
  return row['status'] === 'struck_off' ? closedTooSoon(row, random) : undefined;
}

/**
 * Spoils a small share of the rows of a return, as tired clerks do.
 * @param onSpoilt told of each row that was spoilt, as it was before
 * @param backDates whether the sender of a row closes hazards before they are found
 */
export function withMistakes(
  random: Random,
  dataset: string,
  rows: readonly Row[],
  onSpoilt: (row: Row) => void = () => undefined,
  backDates: (row: Row) => boolean = () => false,
): Return {
  const spoils = SPOILS[dataset];
  const mistakes = new Map<Row, Mistake>();
  if (!spoils) return { dataset, rows, mistakes };
  const written = rows.map((row) => {
    const habit = dataset === 'hazard' && backDates(row);
    if (!habit && !random.chance(SHARE)) return row;
    const result = habit ? backDated(random, row) : random.pick(spoils)(row, random);
    if (!result) return row;
    mistakes.set(result.row, result.mistake);
    onSpoilt(row);
    return result.row;
  });
  return { dataset, rows: written, mistakes };
}
