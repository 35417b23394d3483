import { axisY, cell, dot, plot, text } from '@observablehq/plot';

/** What falls due on one day: how much of it is done, how much late. */
export interface DueDay {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly owed: number;
  readonly done: number;
  readonly late: number;
}

export interface DayCalendarOptions {
  readonly days: readonly DueDay[];
  /** First and last day shown. */
  readonly from: string;
  readonly to: string;
  /** The last day that is known. */
  readonly today: string;
  readonly width: number;
  /** Short name of a month, given its first day. */
  readonly monthName: (day: string) => string;
  /** Short name of a weekday, 0 is Monday. */
  readonly weekdayName: (number: number) => string;
  readonly title: (day: DueDay) => string;
}

const MILLISECONDS = 86_400_000;
const LEFT = 26;
const TOP = 22;
/** A cell no larger than this, however much room there is. */
const LARGEST = 22;
/** Weeks whose cells would be smaller than this in one strip go on in another below. */
const SMALLEST = 9;

const numberOf = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / MILLISECONDS);
const dayOf = (number: number): string =>
  new Date(number * MILLISECONDS).toISOString().slice(0, 10);
/** 1970 began on a Thursday. */
const weekdayOf = (number: number): number => (number + 3) % 7;
const weekOf = (number: number): number => Math.floor((number + 3) / 7);

/**
 * Weeks from left to right, Monday on top, in as many strips as it takes: a day on which something falls due is the darker the more of it is
 * done; a dot where some is late, a frame where it is still to come.
 */
export function drawDayCalendar(options: DayCalendarOptions): Element {
  const { days, from, to, today, width, monthName, weekdayName, title } = options;
  const [first, last] = [numberOf(from), numberOf(to)];
  const weeks = weekOf(last) - weekOf(first) + 1;
  const room = width - LEFT - 4;
  const strips = Math.ceil((weeks * SMALLEST) / room);
  const across = Math.ceil(weeks / strips);
  const size = Math.min(LARGEST, room / across);
  const all = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const due = days.filter(({ day, owed }) => owed > 0 && day >= from && day <= to);
  const columnOf = (number: number): number => (weekOf(number) - weekOf(first)) % across;
  const stripOf = (number: number): number => Math.floor((weekOf(number) - weekOf(first)) / across);
  const place = {
    x: ({ day }: DueDay): number => columnOf(numberOf(day)),
    y: ({ day }: DueDay): number => weekdayOf(numberOf(day)),
    fy: ({ day }: DueDay): number => stripOf(numberOf(day)),
  };
  const months = all.filter((number) => dayOf(number).endsWith('-01'));
  const drawn = size * weeks;
  const step = drawn > 44 * months.length ? 1 : drawn > 22 * months.length ? 2 : 3;
  const height = size * 7;
  const inset = size < 9 ? 0.5 : 1;
  return plot({
    width: Math.min(width, LEFT + 4 + size * across),
    height: strips * (TOP + height) + 4,
    marginLeft: LEFT,
    marginRight: 4,
    marginTop: TOP,
    marginBottom: 4,
    x: {
      type: 'band',
      domain: Array.from({ length: across }, (_, index) => index),
      padding: 0,
      axis: null,
    },
    y: { type: 'band', domain: [0, 1, 2, 3, 4, 5, 6], padding: 0 },
    fy: {
      domain: Array.from({ length: strips }, (_, index) => index),
      axis: null,
      // Of a single strip it would be taken from the strip itself.
      paddingInner: strips > 1 ? TOP / (TOP + height) : 0,
      paddingOuter: 0,
    },
    marks: [
      text(
        months.filter((_, index) => index % step === 0),
        {
          x: columnOf,
          fy: stripOf,
          text: (number: number) => monthName(dayOf(number)),
          frameAnchor: 'top',
          textAnchor: 'start',
          dx: -size / 2,
          dy: -TOP / 2,
        },
      ),
      axisY({
        tickSize: 0,
        label: null,
        ticks: [0, 2, 4],
        tickFormat: weekdayName,
        fontSize: size < 9 ? 9 : 11,
      }),
      cell(all, {
        x: columnOf,
        y: weekdayOf,
        fy: stripOf,
        inset,
        fill: 'var(--paper-soft)',
      }),
      cell(
        due.filter(({ day }) => day <= today),
        { ...place, inset, fill: 'var(--paper-strong)' },
      ),
      cell(
        due.filter(({ day }) => day <= today),
        {
          ...place,
          inset,
          fill: 'var(--accent)',
          fillOpacity: ({ owed, done }: DueDay) => 0.1 + 0.9 * Math.min(1, done / owed) ** 2,
          title,
        },
      ),
      cell(
        due.filter(({ day }) => day > today),
        { ...place, inset: inset + 0.5, fill: 'var(--paper)', stroke: 'var(--ink-soft)', title },
      ),
      dot(
        due.filter(({ late }) => late > 0),
        {
          ...place,
          r: Math.max(1.2, size / 8),
          fill: 'var(--paper)',
          stroke: 'var(--ink)',
          strokeWidth: size < 9 ? 0.75 : 1.25,
          pointerEvents: 'none',
        },
      ),
    ],
  });
}
