import { axisX, axisY, barX, gridX, plot, text, tickX } from '@observablehq/plot';

/** How far one part of a campaign has come; shares of all that it owes, 0 to 1. */
export interface Bullet {
  readonly key: string;
  readonly label: string;
  readonly done: number;
  readonly dueSoFar: number;
  readonly late: number;
}

export interface BulletOptions {
  readonly bullets: readonly Bullet[];
  readonly width: number;
  readonly percent: (share: number) => string;
  readonly selected: string | null;
  readonly onselect?: (key: string) => void;
}

const ROW = 26;
/** A label of more signs is cut. */
const LONGEST = 16;

const cut = (label: string, longest: number): string =>
  label.length > longest ? `${label.slice(0, longest - 1)}…` : label;

const weight = (label: string): number =>
  [...label].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e80 ? 12.5 : 6.6), 0);

/**
 * One bar a part: what is done over what is owed, a tick where it should be by now, and in red ink how
 * much of it is late.
 */
export function drawBullets({
  bullets,
  width,
  percent,
  selected,
  onselect,
}: BulletOptions): Element {
  const longest = width < 520 ? Math.round(LONGEST * 0.62) : LONGEST * 2;
  const short = new Map(bullets.map(({ key, label }) => [key, cut(label, longest)]));
  const margin = Math.min(width * 0.42, 14 + Math.max(30, ...[...short.values()].map(weight)));
  const chart = plot({
    width,
    height: bullets.length * ROW + 34,
    marginLeft: margin,
    marginRight: 52,
    marginTop: 24,
    marginBottom: 8,
    x: { domain: [0, 1] },
    y: { type: 'band', domain: bullets.map(({ key }) => key), padding: 0.3 },
    marks: [
      barX(bullets, { x1: 0, x2: 1, y: 'key', fill: 'var(--paper-strong)' }),
      barX(bullets, {
        x1: 'done',
        x2: ({ done, late }: Bullet) => Math.min(1, done + late),
        y: 'key',
        fill: 'var(--tier-orange)',
        fillOpacity: 0.55,
      }),
      barX(bullets, {
        x1: 0,
        x2: 'done',
        y: 'key',
        fill: ({ key }: Bullet) =>
          selected === null || selected === key ? 'var(--accent)' : 'var(--ink-soft)',
      }),
      gridX({ stroke: 'var(--paper)', strokeOpacity: 0.7, ticks: 5 }),
      tickX(bullets, { x: 'dueSoFar', y: 'key', stroke: 'var(--ink)', strokeWidth: 2, inset: -3 }),
      axisX({
        anchor: 'top',
        tickSize: 0,
        label: null,
        ticks: width < 520 ? 2 : 5,
        tickFormat: percent,
      }),
      axisY({
        tickSize: 0,
        label: null,
        fill: 'var(--ink)',
        tickFormat: (key: string) => short.get(key) ?? key,
      }),
      text(bullets, {
        x: 1,
        y: 'key',
        text: ({ done }: Bullet) => percent(done),
        dx: 8,
        textAnchor: 'start',
        fill: 'var(--ink)',
      }),
      // A sheet over each row that can be pressed, and that says the whole label.
      barX(bullets, {
        x1: 0,
        x2: 1,
        y: 'key',
        fill: 'transparent',
        inset: -4,
        title: 'label',
        className: 'press',
      }),
    ],
  });
  if (onselect)
    chart.querySelectorAll<SVGRectElement>('.press rect').forEach((rect, index) => {
      rect.style.cursor = 'pointer';
      rect.addEventListener('click', () => {
        const key = bullets[index]?.key;
        if (key !== undefined) onselect(key);
      });
    });
  return chart;
}
