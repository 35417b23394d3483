/** Which rows of a relation of the snapshot a reader of some units may see, and what of others they name. */
export interface TableRule {
  /**
   * `open`: all rows: rules, codes, calendars, figures of the whole district;
   * `unit`: rows of units in the scope;
   * `file`: rows of files that hold nothing of units outside the scope;
   * `unit_or_file`: as `unit`; where a row names no unit, as `file`;
   * `district`: none, unless the scope is the whole district;
   * `debtor`: rows of units in the scope, which the campaigns number;
   * `remade`: added up anew from what may be seen, by the model's own query.
   */
  readonly rows: 'open' | 'unit' | 'file' | 'unit_or_file' | 'district' | 'debtor' | 'remade';
  /** The column that says whose row it is, where it is not `unit_code`. */
  readonly column?: string;
  /** Columns that may name another unit: emptied where that is outside the scope. */
  readonly references?: Readonly<Record<string, Reference>>;
  /** Not for those who stand for a unit: what is planned for it or suspected of it. */
  readonly bureau?: boolean;
}

/** A column that holds a unit's code (one alone), a file's id, or a unit's name beside its code in another column. */
export type Reference = 'code' | 'file' | { readonly nameOf: string };

const open: TableRule = { rows: 'open' };
const unit: TableRule = { rows: 'unit' };
const file: TableRule = { rows: 'file' };
const district: TableRule = { rows: 'district', bureau: true };
const bureauUnit: TableRule = { rows: 'unit', bureau: true };
const bureauOpen: TableRule = { rows: 'open', bureau: true };
const withParent: TableRule = { rows: 'unit', references: { parent_code: 'code' } };
const register: TableRule = {
  rows: 'unit',
  references: { parent_code: 'code', successor_codes: 'code', new_parent_code: 'code' },
};
const predecessor: TableRule = {
  rows: 'unit',
  references: { predecessor_code: 'code', predecessor_name: { nameOf: 'predecessor_code' } },
};

const each = (schema: string, rule: TableRule, names: string): [string, TableRule][] =>
  names
    .split(/\s+/)
    .filter(Boolean)
    .map((name) => [`${schema}.${name}`, rule]);

/** Datasets whose rows name a unit. */
const DATASETS = `accident activity bus drill education_task finding fire_check hand_in hazard hazard_return
  hazardous_waste inspection platform_upload risk_list safe_campus safety_month_return security_standard`;

/** Every relation of a snapshot. One without a rule is shown to nobody with less than everything. */
export const tableRules: ReadonlyMap<string, TableRule> = new Map([
  ...each(
    'backtest',
    open,
    'calibration difference group_gap lift_curve measure method metric run',
  ),
  ...each(
    'campaign',
    open,
    `body campaign evidence_kind item item_office obligation owner period phase rectified_area task`,
  ),
  ...each('decision_log', unit, 'decision decision_reason evidence rescored_point'),
  ...each('decision_log', district, 'history_fit'),
  ...each('dictionary', open, 'relation field lineage test'),
  ...each(
    'facts',
    unit,
    'accident debtor drill finding hazard hazard_event hazard_known inspection obligation_late return unit_fact',
  ),
  ...each('facts', withParent, 'obligation owner_span unit_version'),
  ...each('facts', register, 'unit unit_change'),
  ...each('facts', open, 'month told_month campaign_occurrence owner_set'),
  ['facts.area', { rows: 'open', references: { lead_unit_code: 'code' } }],
  ...each('facts', { rows: 'debtor' }, 'campaign_evidence obligation_done obligation_excused'),
  ['facts.succession', { rows: 'unit', references: { successor_code: 'code' } }],
  ...each(
    'features',
    unit,
    `accident_month campaign_month campaign_spell count_change drill_month drill_period expected_finding exposure
    finding_month finding_spell hazard_month known_visit own_report past_visit return_known return_month
    running_count unit_class unit_month visit visit_known visit_spell`,
  ),
  ...each('features', withParent, 'unit_in_month'),
  ...each('features', predecessor, 'carried_gate predecessor_month'),
  ...each('features', open, 'month_rule return_scope'),
  ...each('history', unit, 'expectation'),
  ...each('history', district, 'parameter'),
  ...each('intake', unit, `${DATASETS} unit_alias`),
  ...each('intake', register, 'unit unit_change'),
  ...each('intake', district, 'office_log'),
  ...each('intake', file, 'file file_table skipped_row'),
  ...each('intake', { rows: 'unit_or_file', references: { other_file_id: 'file' } }, 'warning'),
  ...each('intake', { rows: 'unit_or_file' }, 'quarantine'),
  ...each('intake', open, 'area_boundary code_word header_word'),
  ...each(
    'marts',
    unit,
    'decision decision_anew decision_before decision_change decision_reason evidence rescored_point',
  ),
  ...each('marts', withParent, 'safety_month_field safety_month_table'),
  ...each('marts', withParent, 'unit_month'),
  ...each('marts', open, 'bunching'),
  // Each after what it is made of.
  ...each(
    'marts',
    { rows: 'remade' },
    'campaign_progress campaign_progress_kind campaign_area_day campaign_hazard_day month_program',
  ),
  ['marts.quarantine', { rows: 'unit_or_file' }],
  ...each('marts', bureauUnit, 'plan_candidate plan_visit verification verification_evidence'),
  ...each('marts', bureauOpen, 'plan_estimate plan_outcome'),
  ...each('planning', bureauUnit, 'visit plan_override draw_outcome'),
  ...each(
    'policy',
    open,
    `accident_level build drill_requirement due_day exposure gate hold holiday_month indicator
    indicator_group regime setting severity_points signal signal_off tier version`,
  ),
  ...each(
    'scores',
    unit,
    'baseline decision decision_reason event evidence indicator_point point standing',
  ),
  ...each('scores', open, 'rate'),
  ...each(
    'signals',
    bureauUnit,
    `closed_on_deadline closed_same_minute closing closing_impossible closing_undone count_steady
    digit_heaping drill_identical extension_serial finding_unreported own_hazard own_rate own_return
    report_shortfall seen_finding share share_tail test text_likeness text_repeated trial
    unit_evidence zero_run`,
  ),
  ...each('signals', bureauOpen, 'number signal_rule'),
  ...each('staging', unit, `${DATASETS} return_version`),
  ...each('staging', register, 'unit unit_change'),
  ...each('staging', district, 'office_log'),
  ...each('staging', file, 'file row_version'),
]);
