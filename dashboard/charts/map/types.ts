import type { Geometry } from 'geojson';
import type { Tier } from '../../theme/tier.ts';

/** The outline of an area. */
export interface MapArea {
  readonly area: string;
  /** WGS-84; null where the bureau supplied none. */
  readonly geometry: Geometry | null;
}

/** Where a unit is, in degrees, WGS-84. */
export interface MapPlace {
  readonly code: string;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

/** A unit as the map shows it in one month. */
export interface MapUnit {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly area: string | null;
  readonly tier: Tier | null;
  readonly intensified: boolean;
  /** 0–100, higher is riskier. */
  readonly score: number | null;
  /** What weighs most, in the reader's language. */
  readonly reason: string;
  readonly href: string;
}

/** Mean scores by area, 0–100. */
export type AreaScores = ReadonlyMap<string, number | null>;
