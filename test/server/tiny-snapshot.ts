import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { onTestFinished } from 'vitest';
import { contracts, sqlType } from '../../pipeline/contracts/index.ts';
import { createTableSql, intakeTables } from '../../pipeline/contracts/intake-tables.ts';
import { loadPolicies } from '../../pipeline/decision/index.ts';
import { judgeEvidence } from '../../pipeline/decision/backtest/run.ts';
import { backtestTables } from '../../pipeline/decision/backtest/tables.ts';
import type { Published } from '../../pipeline/server/index.ts';
import { readPolicyFiles } from '../../pipeline/warehouse/index.ts';
import { loadTable } from '../../pipeline/warehouse/load-table.ts';
import { evidence } from '../decision/backtest/evidence.ts';
import { formFields } from '../../pipeline/contracts/forms/safety-month-table.ts';
import { noCampaigns } from '../campaigns/given-campaigns.ts';

/** A folder of the test's own, removed after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-server-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const factColumns: Readonly<Record<string, string>> = {
  unit: '',
  hazard: ', first_report_month date, last_report_month date, reports integer, is_open boolean',
  drill: ', traces integer',
  inspection: ', findings integer, major_findings integer, severity_points double',
  finding: ', is_open boolean',
  accident: ', report_delay_minutes integer',
};

const facts = Object.entries(factColumns).map(([dataset, own]) => {
  const columns = contracts.find((contract) => contract.dataset === dataset)?.columns ?? [];
  const declared = columns
    .filter((column) => dataset === 'unit' || column.name !== 'unit_name')
    .map((column) => `${column.name} ${sqlType(column)}`);
  return `create table facts.${dataset} (${declared.join(', ')}${own},
    first_received_at timestamp, file_id varchar, sheet varchar, row_number integer)`;
});

const groups = ['exposure', 'hazard', 'responsibility', 'drill', 'inspection'];
const counts =
  'gates open_hazards open_major_hazards overdue_hazards hazards_found hazards_closed return_due return_on_time return_received drills_required drills_met drills_held inspections findings major_findings accidents';

const campaigns = [
  ...noCampaigns.map(
    ({ table, columns }) =>
      `create table campaign.${table} (${columns.map(({ name, type }) => `${name} ${type}`).join(', ')})`,
  ),
  `create table facts.campaign_occurrence (occurrence integer, obligation varchar, campaign varchar,
    item varchar, task integer, window_from date, due_date date, accepted_until date,
    evidence varchar, topic varchar, own_papers boolean, definition varchar, reported_by varchar)`,
  `create table facts.campaign_evidence (debtor_number integer, evidence varchar, topic varchar,
    definition varchar, item varchar, about_date date, done_date date, amount integer,
    known_from timestamp, known_to timestamp, dataset varchar, file_id varchar, sheet varchar,
    row_number integer)`,
  `create table facts.debtor (debtor_number integer, debtor varchar, unit_code varchar, body varchar)`,
  `create table facts.obligation_done (occurrence integer, debtor_number integer, times integer,
    done_on date, known_from timestamp, known_to timestamp)`,
  `create table facts.obligation (occurrence integer, debtor_number integer, unit_code varchar, body varchar, kind varchar,
    area varchar, parent_code varchar, times integer, owed_from timestamp, owed_to timestamp, done_on date,
    done_known_at timestamp, excused_at timestamp, due_date date)`,
  `create table facts.obligation_excused as select * exclude (times, done_on) from facts.obligation_done`,
  `create table facts.obligation_late (occurrence integer, debtor_number integer, unit_code varchar, body varchar,
    kind varchar, area varchar, times integer, late_from date, late_to date, due_date date)`,
  `create table marts.campaign_progress (campaign varchar, item varchar, phase varchar, task integer,
    item_type varchar, due_date date, body varchar, area varchar, kind varchar, from_day date, excused_day date,
    done_day date, debtors integer)`,
  `create table marts.campaign_progress_kind as select * exclude (area) from marts.campaign_progress`,
  `create table marts.campaign_area_day (campaign varchar, area varchar, kind varchar, day date,
    owed integer, done integer, late integer, due_so_far integer, excused integer)`,
  `create table marts.campaign_hazard_day (campaign varchar, area varchar, kind varchar, day date,
    found integer, struck_off integer)`,
  `create table marts.safety_month_table (unit_code varchar, parent_code varchar, month date,
    units_covered integer, ${formFields
      .map(
        ({ name, kind }) =>
          `${name} ${{ number: 'integer', text: 'varchar', yes_no: 'boolean' }[kind]}`,
      )
      .join(', ')},
    known_from timestamp, known_to timestamp, is_counted boolean,
    file_id varchar, sheet varchar, row_number integer)`,
];

const policyPage = [
  `create table features.expected_finding (unit_code varchar, month date, fitted_from date,
    model_status varchar, trusted boolean,
    standing varchar, by_quarters boolean)`,
  `create table history.parameter (fitted_from date, prior_because varchar, windows integer,
    window_days integer, predictions integer, events integer, lift double, lift_low double,
    lift_high double)`,
  `create table marts.bunching (cut_kind varchar, cut_name varchar, cut double, units integer,
    far_below integer, below integer, above integer, far_above integer, excess double, z double,
    limit_z double, is_enough boolean, is_bunched boolean)`,
  `create table marts.decision_change (unit_code varchar, month date, previous_month date,
    ordinal integer, part_kind varchar, indicator_group varchar, indicator varchar,
    direction varchar, value_before double, value double, points_before double, points double,
    points_change decimal(9, 2))`,
];

const statements = [
  ...[
    'intake',
    'staging',
    'facts',
    'features',
    'history',
    'marts',
    'policy',
    'dictionary',
    'campaign',
  ].map((name) => `create schema ${name}`),
  ...policyPage,
  ...intakeTables.map(createTableSql),
  ...facts,
  ...campaigns,
  `create table policy.build as select date '2026-10-01' as as_of_month`,
  `create table facts.area (area varchar, lead_unit_code varchar, units integer, geometry varchar)`,
  `create table facts.return (unit_code varchar, dataset varchar, month date, due_date date,
    received_at timestamp, status varchar, self_checks integer, hazards_found integer,
    hazards_closed integer)`,
  `create table facts.unit_change (change_number varchar, change_date date, change_type varchar,
    unit_code varchar, successor_codes varchar, new_name varchar, new_parent_code varchar,
    new_area varchar, document_number varchar, remark varchar, counts_from timestamp,
    received_at timestamp, file_id varchar, sheet varchar, row_number integer)`,
  `create table facts.unit_version (unit_code varchar, valid_from timestamp, valid_to timestamp,
    unit_name varchar, parent_code varchar, area varchar, kind varchar, is_open boolean)`,
  `create table facts.succession (unit_code varchar, successor_code varchar, change_number varchar,
    valid_from timestamp, valid_to timestamp)`,
  `create table facts.hazard_event (unit_code varchar, hazard_number varchar, event varchar,
    event_date date, before varchar, after varchar, report_month date, known_from timestamp,
    known_to timestamp, file_id varchar, sheet varchar, row_number integer)`,
  `create table marts.plan_visit (plan_id varchar, month date, unit_code varchar, planned_date date,
    inspection_type varchar, night_check boolean, team varchar, inspectors varchar,
    serious_expected double, visit_origin varchar, overrides integer, inspection_date date,
    findings integer, major_findings integer, serious boolean, visit_status varchar)`,
  `create table marts.plan_outcome (month date, visit_origin varchar, visits_planned integer,
    visits_done integer, visits_unfinished integer, visits_serious integer,
    serious_expected double, findings integer,
    major_findings integer)`,
  `create table marts.plan_estimate (month date, units_eligible integer, units_drawn integer,
    units_visited integer, serious_share double, serious_share_low double,
    serious_share_high double)`,
  `create table marts.unit_month (unit_code varchar, month date, unit_name varchar, kind varchar,
    ownership varchar, area varchar, parent_code varchar,
    ${groups.map((name) => `${name}_points double`).join(', ')}, score double, tier varchar,
    regime varchar, previous_tier varchar, previous_regime varchar, main_reason varchar,
    ${counts
      .split(' ')
      .map((name) => `${name} integer`)
      .join(', ')})`,
  `create table marts.decision (unit_code varchar, month date, regime varchar, tier varchar,
    score double, band_low double, band_high double, held boolean, regime_since date,
    policy_version varchar, snapshot_id varchar, published_at timestamp, program varchar,
    responsibility_points double, hazard_points double, gates integer, serious_probability double,
    history_verdict varchar)`,
  `create table marts.decision_anew (unit_code varchar, month date, program varchar, program_now varchar,
    decides_anew boolean, regime varchar, regime_anew varchar, tier varchar, tier_anew varchar, score double,
    score_anew double, regime_differs boolean, tier_differs boolean, score_differs boolean)`,
  `create table marts.month_program (month date, program varchar, program_now varchar, is_another boolean,
    decisions integer, regimes_anew integer, tiers_anew integer, decisions_anew integer, scores_anew integer)`,
  `create table marts.decision_reason (unit_code varchar, month date, ordinal integer,
    reason_kind varchar, indicator_group varchar, indicator varchar, value double, points double,
    maximum_points double, evidence_count integer, reason_zh varchar, reason_en varchar,
    change_zh varchar, change_en varchar, is_counted boolean default true)`,
  `create table marts.evidence (unit_code varchar, month date, indicator varchar,
    evidence_date date, title_zh varchar, title_en varchar, detail varchar, severity varchar,
    status varchar, file_id varchar, sheet varchar, row_number integer)`,
  `create table marts.verification (unit_code varchar, month date, ordinal integer, signal varchar,
    signal_zh varchar, signal_en varchar, value double, expected double, trials integer,
    probability double, rate double, accepted_share double, evidence_count integer, sentence_zh varchar, sentence_en varchar,
    verify_zh varchar, verify_en varchar)`,
  `create table marts.verification_evidence (unit_code varchar, month date, signal varchar,
    evidence_date date, title_zh varchar, title_en varchar, detail varchar, file_id varchar,
    sheet varchar, row_number integer)`,
  `create table staging.hazard (unit_code varchar, report_month date, hazard_number varchar,
    found_date date, description varchar, work_area varchar, severity varchar, status varchar,
    measures varchar, deadline date, responsible_party varchar, interim_controls varchar,
    contingency_plan varchar, known_from timestamp, known_to timestamp, row_number integer)`,
  `create table staging.file (file_id varchar, place bigint, replaced_by varchar,
    replaced_at timestamp)`,
  `create table marts.quarantine as
    select *, null::varchar as resolved_by, null::timestamp as resolved_at from intake.quarantine`,
  `create table policy.version (policy_version varchar, effective_from date)`,
  ...['indicator', 'indicator_group', 'gate', 'tier'].map(
    (name) =>
      `create table policy.${name} (policy_version varchar, ${name} varchar, ordinal integer,
        label_zh varchar, label_en varchar)`,
  ),
  `create table policy.regime (policy_version varchar, enter_score double)`,
  `create table dictionary.relation (schema_name varchar, relation_name varchar, layer varchar,
    kind varchar, grain_zh varchar, grain_en varchar, rows bigint)`,
  `create table dictionary.field (schema_name varchar, relation_name varchar, ordinal integer,
    field_name varchar, data_type varchar, label_zh varchar, label_en varchar, personal boolean)`,
  `create table dictionary.lineage (from_schema varchar, from_relation varchar, to_schema varchar,
    to_relation varchar)`,
  `create table dictionary.test (schema_name varchar, relation_name varchar, test_name varchar,
    passed boolean, rows_failed bigint)`,
  `insert into facts.unit (unit_code, unit_name, kind, area, contact, contact_telephone)
    values ('U1', '临河第一小学', 'primary', '临河片区', '王某', '0000-1'),
           ('U2', '松岭幼儿园', 'kindergarten', '松岭片区', '李某', '0000-2')`,
  `insert into facts.unit_change (change_number, change_date, change_type, unit_code, successor_codes, counts_from)
    values ('C1', date '2026-10-01', 'merge', 'U2', 'U1', timestamp '2026-10-01'),
           ('C2', date '2026-09-01', 'close', 'U2', null, timestamp '2026-09-01')`,
  `insert into facts.succession values ('U2', 'U1', 'C1', timestamp '2026-10-01', null)`,
  `insert into facts.unit_version (unit_code, valid_to, unit_name)
    values ('U2', timestamp '2026-10-01', '旧名幼儿园')`,
  `insert into facts.hazard_event (unit_code, hazard_number, event, known_to)
    values ('U1', 'H1', 'reported', null), ('U1', 'H1', 'deadline_extended', timestamp '2026-10-09')`,
  `insert into facts.hazard (unit_code, hazard_number, found_date, description, severity, finder)
    values ('U1', 'H1', date '2026-10-03', '=HYPERLINK("http://example.com")', 'major', '王某'),
           ('U1', 'H2', date '2026-09-03', '三楼护栏松动，"临时"封闭', 'general', '王某'),
           ('U2', 'H3', date '2026-08-03', '@SUM(1)', 'general', null)`,
  `insert into marts.unit_month (unit_code, month, unit_name, score, tier, regime, previous_tier,
      previous_regime, main_reason)
    values ('U1', date '2026-09-01', '临河第一小学', 62, 'blue', 'full_checkup', null, null, 'exposure_people'),
           ('U1', date '2026-10-01', '临河第一小学', 61, 'red', 'intensified', 'blue', 'full_checkup', 'open_major_hazard'),
           ('U2', date '2026-09-01', '松岭幼儿园', 44, 'orange', 'intensified', null, null, 'hazard_overdue'),
           ('U2', date '2026-10-01', '松岭幼儿园', 21, 'blue', 'full_checkup', 'orange', 'intensified', 'exposure_people')`,
  `insert into marts.decision_reason (unit_code, month, ordinal, reason_kind, indicator, points, reason_zh, reason_en)
    values ('U1', date '2026-09-01', 1, 'indicator', 'exposure_people', 20, '人数多', 'Many people'),
           ('U1', date '2026-10-01', 1, 'gate', 'open_major_hazard', null, '有重大隐患', 'A major hazard'),
           ('U1', date '2026-10-01', 2, 'indicator', 'exposure_people', 20, '人数多', 'Many people'),
           ('U2', date '2026-09-01', 1, 'indicator', 'hazard_overdue', 24, '有逾期隐患', 'Overdue hazards'),
           ('U2', date '2026-09-01', 2, 'indicator', 'exposure_people', 20, '人数多', 'Many people'),
           ('U2', date '2026-10-01', 1, 'indicator', 'exposure_people', 21, '人数多', 'Many people')`,
  `insert into intake.file (file_id, file_name, received_at)
    values ('f1', 'first.xlsx', '2026-10-01'), ('f2', 'mended.xlsx', '2026-10-02')`,
  `insert into marts.quarantine (file_id, column_name, value, row_text, reason_code, resolved_by)
    values ('f1', 'finder', '赵某', '["赵某"]', 'too_long', null),
           ('f1', 'found_date', '2121-01-01', '["赵某"]', 'date_range', null),
           ('f1', 'severity', '特别大', '["赵某"]', 'unknown_code', 'f2')`,
  `insert into marts.verification (unit_code, month, ordinal, signal, sentence_en)
    values ('U1', date '2026-10-01', 2, 'zero_run', 'Nothing listed'),
           ('U1', date '2026-10-01', 1, 'drill_identical', 'Same figures'),
           ('U2', date '2026-09-01', 1, 'zero_run', 'Nothing listed')`,
  `insert into marts.verification_evidence (unit_code, month, signal, evidence_date, title_en)
    values ('U1', date '2026-10-01', 'drill_identical', date '2026-05-01', 'older'),
           ('U1', date '2026-10-01', 'drill_identical', date '2026-09-01', 'newer'),
           ('U1', date '2026-10-01', 'zero_run', date '2026-09-01', 'return')`,
  `insert into policy.gate values ('2023-09', 'open_major_hazard', 1, '重大隐患未销号', 'Open major hazard')`,
  `insert into dictionary.field values
    ('facts', 'hazard', 1, 'found_date', 'DATE', '发现日期', 'Found on', false),
    ('facts', 'hazard', 2, 'description', 'VARCHAR', '隐患描述', 'Description', false),
    ('facts', 'accident', 1, 'description', 'VARCHAR', '简要经过', 'What happened', false)`,
];

/**
 * Writes a small snapshot that has every relation the server reads.
 * @param more further statements
 */
export async function tinySnapshot(
  folder: string,
  snapshotId = '20261101T000000-00000001',
  more: readonly string[] = [],
): Promise<Published> {
  const path = join(folder, `${snapshotId}.duckdb`);
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const statement of [...statements, ...more]) await connection.run(statement);
  // Of the policy, what the statements above do not make up.
  const made = await connection.runAndReadAll(
    `select table_name from duckdb_tables() where schema_name = 'policy'`,
  );
  const names = new Set(made.getRows().map(([name]) => String(name)));
  for (const table of loadPolicies(readPolicyFiles()))
    if (!names.has(table.table)) await loadTable(connection, table);
  for (const table of backtestTables(judgeEvidence(evidence()), 'made up'))
    await loadTable(connection, table);
  connection.closeSync();
  instance.closeSync();
  return {
    ref: {
      snapshot_id: snapshotId,
      file: `${snapshotId}.duckdb`,
      month: '2026-10',
      policy_version: '2023-09',
      published_at: '2026-11-01T00:00:00Z',
    },
    open: () => DuckDBInstance.create(path, { access_mode: 'READ_ONLY' }),
  };
}
