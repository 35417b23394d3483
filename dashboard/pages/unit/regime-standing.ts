/** Where inspection intensifies and where it relaxes again; points of 100 or of a group. */
export interface RegimeLines {
  readonly enter_score: number;
  readonly leave_score: number;
  readonly enter_responsibility: number;
  readonly leave_responsibility: number;
  readonly enter_hazard: number;
  readonly leave_hazard: number;
  /** Months in a row below every line to leave. */
  readonly months_to_leave: number;
  /** Points below a cut before the tier comes down. */
  readonly tier_margin: number;
}

/** What the lines are held against. */
export interface RegimePoints {
  readonly score: number;
  readonly responsibility_points: number;
  readonly hazard_points: number;
}

/** How one measure stands to its two lines. */
export interface RegimeStanding {
  readonly measure: 'score' | 'responsibility' | 'hazard';
  readonly points: number;
  readonly enter: number;
  readonly leave: number;
  readonly standing: 'above_enter' | 'between' | 'below';
}

/** A unit's standing to every line of the regime (rule I2: any one of them is enough to enter). */
export function standToRegime(points: RegimePoints, lines: RegimeLines): readonly RegimeStanding[] {
  const stand = (
    measure: RegimeStanding['measure'],
    value: number,
    enter: number,
    leave: number,
  ): RegimeStanding => ({
    measure,
    points: value,
    enter,
    leave,
    standing: value >= enter ? 'above_enter' : value >= leave ? 'between' : 'below',
  });
  return [
    stand('score', points.score, lines.enter_score, lines.leave_score),
    stand(
      'responsibility',
      points.responsibility_points,
      lines.enter_responsibility,
      lines.leave_responsibility,
    ),
    stand('hazard', points.hazard_points, lines.enter_hazard, lines.leave_hazard),
  ];
}

/**
 * Points by which the score must fall before the tier comes down; null where the score is not what
 * holds the tier (a gate lifts it, or it is the lowest).
 * @param cut least score of the tier
 */
export function gapToLowerTier(
  score: number,
  cut: number,
  margin: number,
): { readonly below: number; readonly gap: number } | null {
  const below = cut - margin;
  return cut > 0 && score >= below ? { below, gap: score - below } : null;
}
