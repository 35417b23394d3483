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
  /** What a press on a row does. */
  readonly onselect?: (key: string) => void;
  /** Where a row leads, in place of that. */
  readonly href?: (key: string) => string;
}

const ROW = 26;
/** With the label above the bar. */
const NARROW_ROW = 40;
/** Between a label and its bar, px. */
const GAP = 14;

/** About how wide a label is drawn, px. */
const widthOf = (label: string): number =>
  [...label].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e80 ? 12.5 : 6.6), 0);

/** What of a label has room beside its bar. */
function cut(label: string, room: number): string {
  let kept = label;
  while (kept !== '' && widthOf(kept) > room) kept = kept.slice(0, -1);
  return kept === label ? label : `${kept.slice(0, -1).trimEnd()}…`;
}

/**
 * One bar a part: what is done over what is owed, a tick where it should be by now, and in grey how much of it
 * is late. Where there is little room the labels stand above their bars.
 */
export function drawBullets(options: BulletOptions): Element {
  const { bullets, width, percent, selected, onselect, href } = options;
  const narrow = width < 520;
  const row = narrow ? NARROW_ROW : ROW;
  const beside = Math.min(
    width * 0.45,
    GAP + Math.max(30, ...bullets.map(({ label }) => widthOf(label))),
  );
  const short = new Map(bullets.map(({ key, label }) => [key, cut(label, beside - GAP)]));
  const name = href ? 'var(--accent)' : 'var(--ink)';
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
            fill: name,
          })
        : axisY({
            tickSize: 0,
            label: null,
            fill: name,
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
      // A sheet over each row, its label included, that can be pressed, and that says the whole label.
      barX(bullets, {
        x1: 0,
        x2: 1,
        y: 'key',
        fill: 'transparent',
        inset: -4,
        insetTop: narrow ? -NARROW_ROW / 2 : -4,
        insetLeft: narrow ? -4 : -beside,
        title: 'label',
        className: 'press',
        ...(href ? { href: ({ key }: Bullet) => href(key) } : {}),
      }),
    ],
  });
  if (href) nameLinks(chart, options);
  else if (onselect) makePressable(chart, options);
  return chart;
}

const said = ({ label, done }: Bullet, percent: BulletOptions['percent']): string =>
  `${label} ${percent(done)}`;

/** Says of each row where it leads; the drawing is then more than one picture. */
function nameLinks(chart: Element, { bullets, percent }: BulletOptions): void {
  chart.setAttribute('role', 'group');
  chart.querySelectorAll<SVGAElement>('.press a').forEach((link, index) => {
    const bullet = bullets[index];
    if (!bullet) return;
    link.dataset['key'] = bullet.key;
    link.setAttribute('aria-label', said(bullet, percent));
  });
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
    rect.setAttribute('aria-label', said(bullet, percent));
    rect.setAttribute('aria-pressed', String(selected === bullet.key));
    rect.addEventListener('click', press);
    rect.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      press();
    });
  });
}
