import type { Received } from '../../models/world.ts';
import { day, finding, inspection, unit } from '../../models/received.ts';

/** A unit as the record has it: what its visit of a year before found, and the one that judges. */
export interface Course {
  readonly code: string;
  /** Month of the first visit, and how many general findings it had. */
  readonly before: readonly [month: string, findings: number];
  /** Day of the visit after the origin, and whether it found something major. */
  readonly after: readonly [month: string, dayOfMonth: number, serious: boolean];
  readonly team: string;
}

/** Eight units, three of them with a major finding after September 2025; all figures can be worked by hand. */
export const courses: readonly Course[] = [
  { code: 'A', before: ['2024-06', 4], after: ['2025-10', 1, true], team: '一组' },
  { code: 'B', before: ['2024-07', 3], after: ['2025-10', 11, false], team: '一组' },
  { code: 'C', before: ['2024-08', 3], after: ['2025-10', 21, true], team: '二组' },
  { code: 'D', before: ['2024-09', 2], after: ['2025-10', 31, false], team: '二组' },
  { code: 'E', before: ['2024-10', 1], after: ['2025-11', 10, true], team: '一组' },
  { code: 'F', before: ['2024-11', 1], after: ['2025-11', 20, false], team: '一组' },
  { code: 'G', before: ['2024-12', 0], after: ['2025-11', 30, false], team: '二组' },
  { code: 'H', before: ['2025-01', 0], after: ['2025-12', 10, false], team: '二组' },
];

/** A visit on a day, received at the end of its month unless told otherwise. */
export const visit = (
  code: string,
  number: string,
  date: string,
  team: string,
  receivedAt?: string,
): Received => {
  const base = inspection(code, number, date.slice(0, 7));
  return {
    ...base,
    receivedAt: receivedAt ?? base.receivedAt,
    row: { ...base.row, inspection_date: date, team },
  };
};

/** The rows of the district's files. */
export const district = (): Received[] =>
  courses.flatMap(({ code, before: [month, findings], after, team }) => {
    const [later, dayOfMonth, serious] = after;
    const date = day(later, dayOfMonth);
    return [
      unit(code, { ownership: code < 'E' ? 'public' : 'private' }),
      visit(code, `${code}1`, day(month, 12), team),
      ...Array.from({ length: findings }, (_, at) => finding(code, `${code}1`, `${at + 1}`, month)),
      visit(code, `${code}2`, date, team),
      ...(serious
        ? [finding(code, `${code}2`, '1', later, { severity: 'major', found_date: date })]
        : []),
    ];
  });
