import { geo, plot, text } from '@observablehq/plot';
import type { PlacedArea } from './layout.ts';
import type { AreaScores } from './types.ts';

/** Lightest and darkest tint of an area, as opacity of the ink. */
const TINT = [0.05, 0.22] as const;
/** That of an area of which nothing is known. */
const UNKNOWN_TINT = 0.02;

/** How dark an area of a mean score is, between the lowest and the highest mean. */
export function tintOf(score: number | null, lowest: number, highest: number): number {
  if (score === null) return UNKNOWN_TINT;
  const share = highest > lowest ? (score - lowest) / (highest - lowest) : 0.5;
  return TINT[0] + share * (TINT[1] - TINT[0]);
}

/** The areas as they are drawn: outlines and names once, tints and selection as often as need be. */
export interface AreaLayer {
  readonly drawing: Element;
  tint(scores: AreaScores): void;
  select(area: string | null): void;
}

/**
 * Draws the areas with their names; each outline carries `data-area`. Sizes that must not grow
 * with the map are in CSS, as multiples of `--map-inverse`.
 */
export function drawAreas(areas: readonly PlacedArea[], width: number, height: number): AreaLayer {
  const geometry = ({ rings }: PlacedArea) => ({
    type: 'MultiPolygon',
    coordinates: rings.map((ring) => [ring]),
  });
  const drawing = plot({
    width,
    height,
    margin: 0,
    axis: null,
    projection: 'identity',
    marks: [
      geo(areas, { geometry, fill: 'var(--ink)', stroke: 'var(--paper)', className: 'outlines' }),
      text(areas, {
        x: ({ label }: PlacedArea) => label[0],
        y: ({ label }: PlacedArea) => label[1],
        text: 'area',
        fill: 'var(--ink-soft)',
        stroke: 'var(--paper)',
        className: 'area-names',
      }),
    ],
  });
  const outlines = [...drawing.querySelectorAll<SVGElement>('.outlines path')];
  outlines.forEach((outline, index) => {
    const area = areas[index]?.area;
    if (area !== undefined) outline.dataset['area'] = area;
  });
  return {
    drawing,
    tint(scores) {
      const known = areas.flatMap(({ area }) => scores.get(area) ?? []);
      const lowest = Math.min(...known);
      const highest = Math.max(...known);
      for (const outline of outlines) {
        const score = scores.get(outline.dataset['area'] ?? '') ?? null;
        outline.setAttribute('fill-opacity', String(tintOf(score, lowest, highest)));
      }
    },
    select(area) {
      for (const outline of outlines) {
        outline.classList.toggle('selected', outline.dataset['area'] === area);
      }
      // The last is drawn on top: its edge must not lie under a neighbour's.
      const selected = outlines.find((outline) => outline.dataset['area'] === area);
      selected?.parentElement?.append(selected);
    },
  };
}
