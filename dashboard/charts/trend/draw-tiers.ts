import { areaY, axisX, axisY, gridY, plot, text } from '@observablehq/plot';
import type { Month } from '../../data/month.ts';
import { tiers, tierSigns, type Tier } from '../../theme/tier.ts';
import { countTicks } from '../count-ticks.ts';
import { yearTicks, TREND_MARGIN } from './draw-trend.ts';

export interface TierTrendOptions {
  readonly months: readonly Month[];
  /** Units by tier, one entry a month. */
  readonly counts: readonly Readonly<Record<Tier, number>>[];
  readonly width: number;
  readonly height: number;
  readonly format: (value: number) => string;
  /** The letter that stands for a tier inside its band. */
  readonly letter: (tier: Tier) => string;
}

/** Units by tier over the months, stacked with the riskiest at the bottom, where change shows best. */
export function drawTiers(options: TierTrendOptions): Element {
  const { months, counts, width, height, format, letter } = options;
  const bands = tiers.flatMap((tier, order) =>
    counts.map((count, index) => {
      const below = tiers.slice(0, order).reduce((sum, each) => sum + count[each], 0);
      return { tier, index, low: below, high: below + count[tier] };
    }),
  );
  const last = counts.length - 1;
  const total = Math.max(1, ...bands.map(({ high }) => high));
  const ticks = countTicks(total, 4);
  // A band thinner than its letter goes without: the letter would stand in its neighbour.
  const labels = bands.filter(
    ({ index, low, high }) => index === last && (high - low) / total > 14 / height,
  );
  return plot({
    width,
    height,
    marginLeft: TREND_MARGIN.left,
    marginRight: 24,
    marginTop: TREND_MARGIN.top,
    marginBottom: TREND_MARGIN.bottom,
    x: { type: 'linear', domain: [0, Math.max(1, last)] },
    y: { domain: [0, total] },
    marks: [
      gridY({ ticks, stroke: 'var(--rule)', strokeOpacity: 1 }),
      axisY({ ticks, tickSize: 0, label: null, tickFormat: (value: number) => format(value) }),
      axisX(yearTicks(months), {
        tickSize: 4,
        label: null,
        tickFormat: (index: number) => months[index]?.slice(0, 4) ?? '',
      }),
      ...tiers.map((tier) =>
        areaY(
          bands.filter((band) => band.tier === tier),
          {
            x: 'index',
            y1: 'low',
            y2: 'high',
            fill: tierSigns[tier].fill,
            fillOpacity: 0.75,
            stroke: 'var(--paper)',
            strokeWidth: 1,
            className: `tier-${tier}`,
          },
        ),
      ),
      text(labels, {
        x: 'index',
        y: ({ low, high }: { low: number; high: number }) => (low + high) / 2,
        text: ({ tier }: { tier: Tier }) => letter(tier),
        dx: 8,
        textAnchor: 'start',
        fontWeight: 600,
        fill: ({ tier }: { tier: Tier }) => tierSigns[tier].ink,
      }),
    ],
    color: { type: 'identity' },
  });
}
