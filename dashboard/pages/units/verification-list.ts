import type { VerificationRow } from '../unit/verification-rows.ts';

/** A unit on the list, with its signals, the strongest first. */
export interface UnitToVerify {
  readonly unit_code: string;
  readonly unit_name: string;
  readonly kind: string;
  readonly area: string;
  readonly signals: readonly VerificationRow[];
  /** The least tail probability of its signals. */
  readonly probability: number;
}

/** The list by unit, the farthest from its like first; rows come as query `verification` orders them. */
export function unitsToVerify(rows: readonly VerificationRow[]): readonly UnitToVerify[] {
  const byUnit = new Map<string, VerificationRow[]>();
  for (const row of rows) {
    const known = byUnit.get(row.unit_code);
    if (known) known.push(row);
    else byUnit.set(row.unit_code, [row]);
  }
  return [...byUnit]
    .map(([unit_code, signals]) => ({
      unit_code,
      unit_name: signals[0]?.unit_name ?? unit_code,
      kind: signals[0]?.kind ?? '',
      area: signals[0]?.area ?? '',
      signals,
      probability: Math.min(...signals.map(({ probability }) => probability)),
    }))
    .sort(
      (one, other) =>
        one.probability - other.probability || one.unit_code.localeCompare(other.unit_code),
    );
}
