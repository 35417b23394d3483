import { indicatorNames } from '../../pipeline/decision/policy.ts';
import type { Row } from './world.ts';

/** A row of `features.unit_month` with these indicators, no gate open and evidence enough. */
export const featureRow = (code: string, month: string, more: Row = {}): Row => ({
  unit_code: code,
  month: `${month}-01`,
  policy_version: '2023-09',
  kind: 'primary',
  ...Object.fromEntries(indicatorNames.map((name) => [name, 0])),
  finding_expected_low: 0,
  finding_expected_high: 0,
  finding_expected_if_clean: 0,
  weighted_visits: 5,
  history_verdict: 'below',
  above_probability: 0.1,
  serious_probability: 0.1,
  gate_accident_recent: 0,
  gate_open_major_hazard: 0,
  gate_false_return: 0,
  open_hazards: 0,
  open_major_hazards: 0,
  ...Object.fromEntries(
    [
      'exposure_facilities',
      'exposure_people',
      'hazard_days_overdue',
      'hazard_extended',
      'report_silence',
      'drill_missed',
      'finding_expected',
      'accident_history',
    ].map((name) => [`evidence_${name}`, 1]),
  ),
  ...more,
});

/** What the scoring models read, from rows of `features.unit_month` alone. */
export function givenFeatures(rows: readonly Row[]): Record<string, readonly Row[]> {
  const months = [...new Set(rows.map(({ month }) => String(month)))].sort();
  return {
    'features.unit_month': rows,
    'features.month_rule': months.map((month) => ({
      month,
      policy_version: '2023-09',
      above_probability: 0.8,
    })),
    'features.accident_month': rows
      .filter((row) => Number(row['gate_accident_recent']) > 0)
      .concat({ unit_code: 'none', month: '2000-01-01' })
      .map(({ unit_code, month }) => ({
        unit_code: unit_code ?? null,
        month: month ?? null,
        occurred_at: '2024-06-15 08:00:00',
        is_gate: true,
      })),
    'features.carried_gate': [
      {
        unit_code: 'none',
        month: '2000-01-01',
        gate: 'accident_recent',
        predecessor_code: 'none',
        predecessor_name: 'none',
        fact_date: '2000-01-01',
      },
    ],
    'features.finding_month': rows
      .filter((row) => Number(row['gate_false_return']) > 0)
      .concat({ unit_code: 'none', month: '2000-01-01' })
      .map(({ unit_code, month }) => ({
        unit_code: unit_code ?? null,
        month: month ?? null,
        found_date: '2024-06-15',
        is_false_return: true,
      })),
  };
}
