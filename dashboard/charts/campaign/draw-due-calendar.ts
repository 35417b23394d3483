import { axisFx, axisFy, barX, plot, text } from '@observablehq/plot';

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
const shareOf = ({ owed, done }: DueMonth): number => (owed === 0 ? 0 : Math.min(1, done / owed));

/** Height of a month, of the bar in it, and of the space below that, px. */
const ROW = 44;
const NARROW_ROW = 20;
const BAR = 8;
const BELOW = 12;

/**
 * Years of twelve months: of each the share that is done of what fell due, in figures and as a bar, the late part
 * of it in grey, as in the bars of whole campaigns.
 */
export function drawDueCalendar(options: DueCalendarOptions): Element {
  const { months, width, percent, monthName, title, selected } = options;
  const years = [...new Set(months.map(yearOf))];
  const narrow = width < 440;
  const height = narrow ? NARROW_ROW : ROW;
  const below = narrow ? (height - BAR) / 2 : BELOW;
  const within = { fx: numberOf, fy: yearOf };
  const bar = { ...within, insetTop: height - BAR - below, insetBottom: below };
  return plot({
    width,
    height: years.length * height + 34,
    marginLeft: 44,
    marginTop: 22,
    marginBottom: 8,
    marginRight: 4,
    fx: { domain: Array.from({ length: 12 }, (_, index) => index + 1), padding: 0.1 },
    fy: { domain: years, padding: 0 },
    x: { domain: [0, 1], axis: null },
    marks: [
      axisFx({ anchor: 'top', tickSize: 0, label: null, tickFormat: narrow ? String : monthName }),
      axisFy({ anchor: 'left', tickSize: 0, label: null }),
      barX(months, { ...bar, x1: 0, x2: 1, fill: 'var(--paper-strong)' }),
      barX(months, {
        ...bar,
        x1: shareOf,
        x2: (month: DueMonth) => Math.min(1, shareOf(month) + month.late / (month.owed || 1)),
        fill: 'var(--ink-soft)',
        fillOpacity: 0.75,
      }),
      barX(months, { ...bar, x1: 0, x2: shareOf, fill: 'var(--accent)' }),
      ...(narrow
        ? []
        : [
            text(months, {
              ...within,
              frameAnchor: 'top-left',
              dy: 6,
              text: (month: DueMonth) => percent(shareOf(month)),
              fill: 'var(--ink)',
              pointerEvents: 'none',
            }),
          ]),
      // A sheet over each month, that says it in a sentence; a frame round the one looked at.
      barX(months, {
        ...within,
        x1: 0,
        x2: 1,
        inset: -3,
        insetTop: 2,
        insetBottom: narrow ? 2 : below - 4,
        fill: 'transparent',
        stroke: (month: DueMonth) => (month.month === selected ? 'var(--ink)' : 'none'),
        title,
      }),
    ],
  });
}
