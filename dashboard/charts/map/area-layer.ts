import { geo, plot, text } from '@observablehq/plot';
import type { PlacedArea } from './layout.ts';

/** Darkest and lightest tint of an area, as opacity of the ink. */
const TINT = [0.05, 0.22] as const;
/** That of an area of which nothing is known. */
const UNKNOWN_TINT = 0.02;

/** How dark an area of a mean score is, between the lowest and the highest mean. */
export function tintOf(score: number | null, lowest: number, highest: number): number {
  if (score === null) return UNKNOWN_TINT;
  const share = highest > lowest ? (score - lowest) / (highest - lowest) : 0.5;
  return TINT[0] + share * (TINT[1] - TINT[0]);
}

/**
 * Draws the areas, tinted by mean score, with their names. Each outline carries `data-area`.
 * Sizes that must not grow with the map are in CSS, as multiples of `--map-inverse`.
 */
export function drawAreas(
  areas: readonly PlacedArea[],
  selected: string | null,
  width: number,
  height: number,
): SVGElement {
  const scores = areas.flatMap(({ area }) => area.meanScore ?? []);
  const lowest = Math.min(...scores);
  const highest = Math.max(...scores);
  const drawn = plot({
    width,
    height,
    margin: 0,
    axis: null,
    projection: 'identity',
    marks: [
      geo(areas, {
        geometry: ({ rings }: PlacedArea) => ({
          type: 'MultiPolygon',
          coordinates: rings.map((ring) => [ring]),
        }),
        fill: 'var(--ink)',
        fillOpacity: ({ area }: PlacedArea) => tintOf(area.meanScore, lowest, highest),
        stroke: 'var(--paper)',
        className: 'areas',
      }),
      geo(
        areas.filter(({ area }) => area.area === selected),
        {
          geometry: ({ rings }: PlacedArea) => ({
            type: 'MultiPolygon',
            coordinates: rings.map((ring) => [ring]),
          }),
          stroke: 'var(--accent)',
          className: 'selected-area',
        },
      ),
      text(areas, {
        x: ({ label }: PlacedArea) => label[0],
        y: ({ label }: PlacedArea) => label[1],
        text: ({ area }: PlacedArea) => area.area,
        fill: 'var(--ink-soft)',
        stroke: 'var(--paper)',
        className: 'area-names',
      }),
    ],
    opacity: { type: 'identity' },
  }) as SVGElement;
  const outlines = drawn.querySelectorAll<SVGElement>('.areas path');
  outlines.forEach((outline, index) => {
    const area = areas[index]?.area.area;
    if (area !== undefined) outline.dataset['area'] = area;
  });
  return drawn;
}
