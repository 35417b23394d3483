import { tiers, tierSigns, type Tier } from '../../theme/tier.ts';
import type { Point } from './mercator.ts';
import type { MapUnit } from './types.ts';
import type { Viewport } from './viewport.svelte.ts';

/** Beyond this many units the map is drawn on a canvas: elements would take too long. */
export const CANVAS_FROM = 5_000;

/** A unit and where it is, in px of the whole map. */
export interface PlacedUnit {
  readonly unit: MapUnit;
  readonly point: Point;
}

/** The colours of the signs in the present theme, which a canvas cannot look up by itself. */
function readTierColours(element: Element): Record<Tier, { fill: string; ink: string }> {
  const probe = document.createElement('span');
  element.append(probe);
  const resolve = (colour: string): string => {
    probe.style.color = colour;
    return getComputedStyle(probe).color;
  };
  const colours = Object.fromEntries(
    tiers.map((tier) => [
      tier,
      { fill: resolve(tierSigns[tier].fill), ink: resolve(tierSigns[tier].ink) },
    ]),
  ) as Record<Tier, { fill: string; ink: string }>;
  probe.remove();
  return colours;
}

/** Draws the units' signs, those given last on top. `radius` in px. */
export function drawUnits(
  canvas: HTMLCanvasElement,
  units: readonly PlacedUnit[],
  viewport: Viewport,
  radius: number,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const density = window.devicePixelRatio;
  canvas.width = viewport.width * density;
  canvas.height = viewport.height * density;
  const colours = readTierColours(canvas.parentElement ?? document.body);
  const paths = Object.fromEntries(
    tiers.map((tier) => [tier, new Path2D(tierSigns[tier].path)]),
  ) as Record<Tier, Path2D>;
  context.lineWidth = 0.16;
  for (const { unit, point } of units) {
    if (unit.tier === null) continue;
    const [x, y] = viewport.place(point);
    if (x < -radius || y < -radius || x > viewport.width + radius || y > viewport.height + radius)
      continue;
    context.setTransform(density * radius, 0, 0, density * radius, x * density, y * density);
    context.fillStyle = colours[unit.tier].fill;
    context.strokeStyle = colours[unit.tier].ink;
    context.fill(paths[unit.tier]);
    context.stroke(paths[unit.tier]);
  }
}
