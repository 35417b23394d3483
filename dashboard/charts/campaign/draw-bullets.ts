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
/** With the label above the bar. */
const NARROW_ROW = 40;
/** A label of more signs is cut where it stands beside its bar. */
const LONGEST = 32;

const cut = (label: string, longest: number): string =>
  label.length > longest ? `${label.slice(0, longest - 1)}…` : label;

const weight = (label: string): number =>
  [...label].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e80 ? 12.5 : 6.6), 0);

/**
 * One bar a part: what is done over what is owed, a tick where it should be by now, and in grey how much of it
 * is late. Where there is little room the labels stand above their bars.
 */
export function drawBullets(options: BulletOptions): Element {
  const { bullets, width, percent, selected, onselect } = options;
  const narrow = width < 520;
  const row = narrow ? NARROW_ROW : ROW;
  const short = new Map(bullets.map(({ key, label }) => [key, cut(label, LONGEST)]));
  const beside = Math.min(width * 0.42, 14 + Math.max(30, ...[...short.values()].map(weight)));
  const chart = plot({
    width,
    height: bullets.length * row + 34,
    marginLeft: narrow ? 12 : beside,
    marginRight: 52,
    marginTop: 24,
    marginBottom: 8,
    x: { domain: [0, 1] },
    y: {
      type: 'band',
      axis: null,
      domain: bullets.map(({ key }) => key),
      padding: narrow ? 0.62 : 0.3,
    },
    marks: [
      barX(bullets, { x1: 0, x2: 1, y: 'key', fill: 'var(--paper-strong)' }),
      barX(bullets, {
        x1: 'done',
        x2: ({ done, late }: Bullet) => Math.min(1, done + late),
        y: 'key',
        fill: 'var(--ink-soft)',
        fillOpacity: 0.75,
      }),
      barX(bullets, {
        x1: 0,
        x2: 'done',
        y: 'key',
        fill: 'var(--accent)',
        fillOpacity: ({ key }: Bullet) => (selected === null || selected === key ? 1 : 0.45),
      }),
      gridX({ stroke: 'var(--paper)', strokeOpacity: 0.7, ticks: 5 }),
      tickX(bullets, { x: 'dueSoFar', y: 'key', stroke: 'var(--ink)', strokeWidth: 2, inset: -3 }),
      axisX({
        anchor: 'top',
        tickSize: 0,
        label: null,
        ticks: narrow ? 2 : 5,
        tickFormat: percent,
      }),
      narrow
        ? text(bullets, {
            x: 0,
            y: 'key',
            text: 'label',
            dy: -NARROW_ROW / 2 + 4,
            textAnchor: 'start',
            fill: 'var(--ink)',
          })
        : axisY({
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
  if (onselect) makePressable(chart, options);
  return chart;
}

/** Makes a button of each row, for mouse and keyboard. */
function makePressable(
  chart: Element,
  { bullets, percent, selected, onselect }: BulletOptions,
): void {
  chart.setAttribute('role', 'group');
  chart.querySelectorAll<SVGRectElement>('.press rect').forEach((rect, index) => {
    const bullet = bullets[index];
    if (!bullet) return;
    const press = (): void => onselect?.(bullet.key);
    rect.style.cursor = 'pointer';
    rect.dataset['key'] = bullet.key;
    rect.setAttribute('tabindex', '0');
    rect.setAttribute('role', 'button');
    rect.setAttribute('aria-label', `${bullet.label} ${percent(bullet.done)}`);
    rect.setAttribute('aria-pressed', String(selected === bullet.key));
    rect.addEventListener('click', press);
    rect.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      press();
    });
  });
}
