import type { Geometry } from 'geojson';
import type { Tier } from '../../theme/tier.ts';

/** An area as the map shows it. */
export interface MapArea {
  readonly area: string;
  /** Outline, WGS-84; null where the bureau supplied none. */
  readonly geometry: Geometry | null;
  readonly units: number;
  /** Mean score of its units, 0–100. */
  readonly meanScore: number | null;
}

/** A unit as the map shows it. */
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
  /** Degrees, WGS-84. */
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly href: string;
}
