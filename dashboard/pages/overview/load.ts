import type { Geometry } from 'geojson';
import { rows } from '../../data/rows.ts';
import { query } from '../../data/session.svelte.ts';
import { UnitMonths, type UnitKey } from '../../data/unit-months.ts';

export interface UnitRow extends UnitKey {
  readonly unit_name: string;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

export interface AreaRow {
  readonly area: string;
  readonly units: number;
  readonly geometry: Geometry | null;
}

interface LabelRow {
  readonly label_zh: string;
  readonly label_en: string;
}

/** Loads what the overview needs of a snapshot; asked again when a newer one is published. */
export async function loadOverview() {
  const [unitMonth, unit, area, indicator, gate] = await Promise.all([
    query('unit_month'),
    query('unit'),
    query('area'),
    query('policy_indicator'),
    query('policy_gate'),
  ]);
  const units = rows<UnitRow>(unit);
  return {
    data: new UnitMonths(unitMonth, units),
    units: new Map(units.map((each) => [each.unit_code, each])),
    areas: rows<{ area: string; units: number; geometry: string | null }>(area).map((each) => ({
      ...each,
      geometry: each.geometry === null ? null : (JSON.parse(each.geometry) as Geometry),
    })),
    // Later policy versions come last and win: the words in force are theirs.
    labels: new Map<string, LabelRow>([
      ...rows<LabelRow & { indicator: string }>(indicator).map(
        (row) => [row.indicator, row] as const,
      ),
      ...rows<LabelRow & { gate: string }>(gate).map((row) => [row.gate, row] as const),
    ]),
  };
}
