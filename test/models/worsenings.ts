import { plus } from './lived-district.ts';
import { accident, day, finding } from './received.ts';
import type { Received, Row } from './world.ts';

/** The first row that fits, changed; undefined where none fits. */
function changed(
  rows: readonly Received[],
  fits: (item: Received) => boolean,
  change: (row: Row) => Row,
): Received[] | undefined {
  const index = rows.findIndex((item) => item.row['unit_code'] === 'A' && fits(item));
  const found = rows[index];
  return found && rows.with(index, { ...found, row: { ...found.row, ...change(found.row) } });
}

const dropped = (rows: readonly Received[], dataset: string, month: string): Received[] =>
  rows.filter(
    (item) =>
      item.dataset !== dataset ||
      item.row['unit_code'] !== 'A' ||
      item.row['report_month'] !== `${month}-01`,
  );

/** Ways to make unit A worse in what was received; each must never lower a score of any month. */
export const worsenings: Record<
  string,
  (rows: readonly Received[], month: string) => Received[] | undefined
> = {
  exposure_facilities: (rows) =>
    changed(
      rows,
      (item) => item.dataset === 'unit',
      () => ({ gas: true }),
    ),
  exposure_people: (rows) =>
    changed(
      rows,
      (item) => item.dataset === 'unit',
      () => ({ students: 800 }),
    ),
  'hazard_overdue, hazard_days_overdue: an earlier deadline': (rows) =>
    changed(
      rows,
      ({ dataset, row }) => dataset === 'hazard' && row['status'] === 'rectifying',
      (row) => ({ deadline: plus(String(row['deadline']), -30) }),
    ),
  'hazard_days_overdue: closed later': (rows) =>
    changed(
      rows,
      ({ dataset, row }) => dataset === 'hazard' && row['status'] === 'struck_off',
      () => ({ status: 'rectifying', closed_date: null }),
    ),
  hazard_extended: (rows) =>
    changed(
      rows,
      ({ dataset }) => dataset === 'hazard',
      () => ({ extensions: 2 }),
    ),
  finding_overdue: (rows) =>
    changed(
      rows,
      ({ dataset }) => dataset === 'finding',
      () => ({ status: 'rectifying', closed_date: null }),
    ),
  return_missing: (rows, month) => dropped(rows, 'hazard_return', month),
  return_late: (rows, month) =>
    rows.map((item) =>
      item.dataset === 'hazard_return' &&
      item.row['unit_code'] === 'A' &&
      item.row['report_month'] === `${month}-01`
        ? { ...item, file: 'late', receivedAt: plus(day(month, 28), 20) }
        : item,
    ),
  'report_silence: fewer hazards of its own, all closed in time': (rows) => {
    const index = rows.findIndex(
      ({ dataset, row }) =>
        dataset === 'hazard' &&
        row['unit_code'] === 'A' &&
        row['severity'] === 'general' &&
        row['status'] === 'struck_off' &&
        String(row['closed_date']) <= String(row['deadline']),
    );
    return index < 0 ? undefined : rows.toSpliced(index, 1);
  },
  drill_missed: (rows) => {
    const first = rows.find(({ dataset, row }) => dataset === 'drill' && row['unit_code'] === 'A');
    return first && dropped(rows, 'drill', String(first.row['report_month']).slice(0, 7));
  },
  drill_incomplete: (rows) =>
    changed(
      rows,
      ({ dataset, row }) => dataset === 'drill' && row['has_review'] === true,
      () => ({ has_review: false, has_follow_up: false }),
    ),
  'finding_expected, finding_repeated: one more finding': (rows) => {
    const visit = rows.find(
      ({ dataset, row }) => dataset === 'inspection' && row['unit_code'] === 'A',
    );
    return (
      visit && [
        ...rows,
        finding(
          'A',
          String(visit.row['inspection_number']),
          '99',
          String(visit.row['inspection_date']).slice(0, 7),
        ),
      ]
    );
  },
  accident_history: (rows, month) => [...rows, accident('A', 'S', month)],
};
