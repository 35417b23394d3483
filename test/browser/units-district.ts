import { Table, tableFromJSON } from 'apache-arrow';

const months = ['2026-08', '2026-09', '2026-10'];

const unit = (unit_code: string, unit_name: string, kind: string, area: string) => ({
  ...{ unit_code, unit_name, kind, area, ownership: 'public', area_lead: false, parent_code: '' },
  ...{ linked_office: 'Office', assessed_risk: 'low', unit_status: 'open' },
  ...{ students: 900, staff: 60, canteen: true, gas: false },
});

const unitMonth = (unit_code: string, score: number, tier: string, regime: string) =>
  months.map((month, index) => ({
    ...{ unit_code, month: `${month}-01`, tier, regime, previous_tier: tier },
    ...{ score: score - (months.length - 1 - index), main_reason: 'hazard_overdue', gates: 0 },
    ...{ responsibility_points: 4, hazard_points: 20 },
    // In the first month the model had too little to go by.
    ...{ serious_probability: 0.27, history_verdict: index === 0 ? 'silent' : 'above' },
    ...{ open_hazards: 2, open_major_hazards: 0, overdue_hazards: 1 },
    ...{ return_due: 1, return_on_time: 1, drills_required: 1, drills_held: 1, drills_met: 1 },
    ...{ inspections: index === 0 ? 1 : 0, findings: 0, major_findings: 0, accidents: 0 },
  }));

const unitMonths = [
  ...unitMonth('A1', 42, 'red', 'intensified'),
  ...unitMonth('B2', 12, 'blue', 'full_checkup'),
  ...unitMonth('C3', 25, 'orange', 'full_checkup'),
];

const reason = (ordinal: number, group: string, indicator: string, points: number) => ({
  ...{ unit_code: 'A1', month: '2026-10-01', ordinal, reason_kind: 'indicator' },
  ...{ indicator_group: group, indicator, value: 3, points, maximum_points: 30 },
  ...{ evidence_count: 2, reason_zh: indicator, reason_en: indicator },
  ...{ change_zh: 'change', change_en: 'change', is_counted: true },
});

const version = { policy_version: '1' };
const label = (text: string) => ({ label_zh: text, label_en: text });
const both = (name: string, text: string) => ({ [`${name}_zh`]: text, [`${name}_en`]: text });
const noText = { unit_zh: '', unit_en: '' };

const rowsOf: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  code: [{ list: 'unit_kind', code: 'primary', ...label('Primary') }],
  unit: [
    unit('A1', 'Alder School', 'primary', 'North'),
    unit('B2', 'Birch School', 'primary', 'South'),
    unit('C3', 'Cedar School', 'primary', 'North'),
  ],
  unit_month: unitMonths,
  decision: unitMonths
    .filter((row) => row.unit_code === 'A1')
    .map((row) => ({
      ...row,
      ...{ band_low: row.score - 4, band_high: row.score + 4, held: false },
      ...{ regime_since: '2026-08-01', policy_version: '1', program: '0.1.0+aaa' },
    })),
  decision_reason: [
    reason(1, 'hazard', 'hazard_overdue', 22),
    reason(2, 'exposure', 'exposure_people', 15),
    reason(3, 'drill', 'drill_missed', 5),
  ],
  evidence: [1, 2].map((row_number) => ({
    ...{ unit_code: 'A1', month: '2026-10-01', indicator: 'hazard_overdue' },
    ...{ evidence_date: '2026-10-02', title_zh: `record ${String(row_number)}` },
    ...{ title_en: `record ${String(row_number)}`, detail: 'hall', severity: 'general' },
    ...{ status: 'found', file_id: 'f1', sheet: 'S', row_number },
  })),
  verification: [
    { signal: 'zero_run', ...both('signal', 'Run of zero returns'), probability: 0.00000001 },
    { signal: 'digit_heaping', ...both('signal', 'Round figures only'), probability: 0.0021 },
  ].map((row) => ({
    ...{ unit_code: 'A1', unit_name: 'Alder School', kind: 'primary', area: 'North' },
    ...{ month: '2026-10-01', rate: 0.004, accepted_share: 0.05, evidence_count: 2 },
    ...both('sentence', `seen: ${row.signal}`),
    ...both('verify', `look: ${row.signal}`),
    ...row,
  })),
  verification_evidence: [1, 2].map((row_number) => ({
    ...{ unit_code: 'A1', month: '2026-10-01', signal: 'zero_run', evidence_date: '2026-09-01' },
    ...both('title', `return ${String(row_number)}`),
    ...{ detail: '2026-09-26', file_id: 'f1', sheet: 'S', row_number },
  })),
  policy_indicator: [
    { indicator: 'exposure_people', indicator_group: 'exposure', ...label('People') },
    { indicator: 'hazard_overdue', indicator_group: 'hazard', ...label('Overdue hazards') },
    { indicator: 'drill_missed', indicator_group: 'drill', ...label('Drills missed') },
    { indicator: 'return_late', indicator_group: 'drill', ...label('Late returns') },
  ].map((row, ordinal) => ({ ...version, ordinal, ...noText, ...row })),
  policy_indicator_group: ['exposure', 'hazard', 'drill', 'responsibility'].map(
    (indicator_group, ordinal) => ({
      ...version,
      ordinal,
      indicator_group,
      ...label(indicator_group),
    }),
  ),
  policy_gate: [{ ...version, ordinal: 1, gate: 'accident_recent', ...label('Accident') }],
  policy_hold: [{ ...version, ordinal: 1, hold: 'history_above', ...label('History model') }],
  policy_tier: [
    { ...version, tier: 'red', minimum_score: 40 },
    { ...version, tier: 'orange', minimum_score: 25 },
    { ...version, tier: 'blue', minimum_score: 0 },
  ],
  policy_regime: [
    {
      ...version,
      ...{ enter_score: 40, leave_score: 30, enter_responsibility: 11, leave_responsibility: 8 },
      ...{ enter_hazard: 18, leave_hazard: 12, months_to_leave: 3, tier_margin: 2 },
    },
  ],
  file: [{ file_id: 'f1', file_name: 'ledger.xlsx' }],
  drill_month: [
    { unit_code: 'A1', month: '2026-08-01', drills_required: 0, drills_met: 0, drills_held: 0 },
    { unit_code: 'A1', month: '2026-09-01', drills_required: 1, drills_met: 0, drills_held: 0 },
    { unit_code: 'A1', month: '2026-10-01', drills_required: 1, drills_held: 1, drills_met: 1 },
  ],
  drill: [
    {
      ...{ unit_code: 'A1', drill_date: '2026-10-12', drill_type: 'fire', drill_form: '' },
      ...{ participants: 800, evacuation_seconds: 150, has_plan: true, has_record: true },
      ...{ has_comment: true, has_review: true, has_follow_up: false },
    },
  ],
};

/** Queries that answer with no row: nothing of the kind has happened yet. */
const withoutRows = [
  'hazard',
  'inspection',
  'finding',
  'accident',
  'return',
  'field',
  'unit_change',
  'hazard_event',
  'decision_anew',
];

/** A district of three units, by query; unit A1 scores 42 = 22 + 15 + 5. */
export const district: Readonly<Record<string, Table>> = Object.fromEntries([
  ...withoutRows.map((name) => [name, new Table()] as const),
  ...Object.entries(rowsOf).map(
    ([name, rows]) => [name, tableFromJSON(rows.map((row) => ({ ...row })))] as const,
  ),
]);
