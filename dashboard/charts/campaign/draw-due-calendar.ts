import { axisX, axisY, cell, plot, text } from '@observablehq/plot';

/** What fell due in a month: how much of it is done, how much late. */
export interface DueMonth {
  /** YYYY-MM */
  readonly month: string;
  readonly owed: number;
  readonly done: number;
  readonly late: number;
}

export interface DueCalendarOptions {
  readonly months: readonly DueMonth[];
  readonly width: number;
  readonly selected: string;
  readonly percent: (share: number) => string;
  /** Name of the month of that number; where there is little room the number stands alone. */
  readonly monthName: (number: number) => string;
  readonly title: (month: DueMonth) => string;
}

const yearOf = ({ month }: DueMonth): string => month.slice(0, 4);
const numberOf = ({ month }: DueMonth): number => Number(month.slice(5, 7));
const shareOf = ({ owed, done }: DueMonth): number => (owed === 0 ? 0 : done / owed);

/** Full where all is done; else pale enough, in both themes, for ink to be read on it. */
const strength = (share: number): number => (share === 1 ? 1 : 0.06 + 0.36 * share ** 4);

/** Years of twelve months, the darker the more of what fell due is done; a frame where some is late. */
export function drawDueCalendar(options: DueCalendarOptions): Element {
  const { months, width, percent, monthName, title, selected } = options;
  const years = [...new Set(months.map(yearOf))];
  const narrow = width < 440;
  const height = narrow ? 30 : 38;
  return plot({
    width,
    height: years.length * height + 34,
    marginLeft: 44,
    marginTop: 22,
    marginBottom: 8,
    marginRight: 4,
    x: { type: 'band', domain: Array.from({ length: 12 }, (_, index) => index + 1), padding: 0.06 },
    y: { type: 'band', domain: years, padding: 0.1 },
    color: { type: 'linear', domain: [0, 1], range: ['var(--paper-strong)', 'var(--accent)'] },
    marks: [
      axisX({ anchor: 'top', tickSize: 0, label: null, tickFormat: narrow ? String : monthName }),
      axisY({ tickSize: 0, label: null }),
      cell(months, { x: numberOf, y: yearOf, fill: 'var(--paper-strong)' }),
      cell(months, {
        x: numberOf,
        y: yearOf,
        fill: 'var(--accent)',
        fillOpacity: (month: DueMonth) => strength(shareOf(month)),
        title,
      }),
      cell(
        months.filter(({ month }) => month === selected),
        { x: numberOf, y: yearOf, fill: 'none', stroke: 'var(--ink)', strokeWidth: 2 },
      ),
      ...(narrow
        ? []
        : [
            text(months, {
              x: numberOf,
              y: yearOf,
              text: (month: DueMonth) => percent(shareOf(month)),
              fill: (month: DueMonth) => (shareOf(month) === 1 ? 'var(--accent-on)' : 'var(--ink)'),
              pointerEvents: 'none',
            }),
          ]),
    ],
  });
}
