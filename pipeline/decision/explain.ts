import type { DuckDBConnection, DuckDBValue, Json } from '@duckdb/node-api';
import { Failure, text, type Text } from '../contracts/index.ts';
import type { ChangePart, Condition, DecisionChange, Explanation, Reason } from './explanation.ts';
import { findUnit } from './find-unit.ts';
import { toVerify } from './to-verify.ts';
import { unitHistory } from './unit-history.ts';

type Row = Record<string, Json>;

/**
 * Explains the decision on a unit for a month. For a month that has ended and was published the answer is the
 * same for good: it rests on what was kept with the decision and on the policy's version of that month.
 * @param connection to a snapshot
 * @param unit code or exact name
 * @param month `YYYY-MM`; default the newest month decided for the unit
 * @throws Failure `unit_unknown`, `unit_ambiguous`; `month_invalid`; `month_undecided` naming the months
 *   there are
 */
export async function explain(
  connection: DuckDBConnection,
  unit: string,
  month?: string,
): Promise<Explanation> {
  const code = await findUnit(connection, unit);
  const wanted = month === undefined ? await newestMonth(connection, code) : monthOf(month);
  const [decision] = await rowsOf(connection, DECISION, [code, `${wanted}-01`]);
  if (!decision) throw await undecided(connection, code, wanted);
  const parameters = [code, `${wanted}-01`, String(decision['policy_version'])];
  const reasons = await rowsOf(connection, REASONS, parameters);
  const evidence = await rowsOf(connection, EVIDENCE, parameters.slice(0, 2));
  return {
    ...decisionOf(decision),
    month: wanted,
    history: await unitHistory(connection, code, month === undefined ? null : wanted),
    change: await changeOf(connection, code, wanted),
    to_verify: await toVerify(connection, code, wanted),
    reasons: reasons.map((reason) =>
      reasonOf(
        reason,
        evidence.filter((row) => row['indicator'] === reason['indicator']),
      ),
    ),
  };
}

const DECISION = `
  select d.unit_code, coalesce(d.unit_name, u.unit_name) as unit_name,
    coalesce(d.kind, u.kind) as kind, coalesce(d.area, u.area) as area, d.regime, d.tier, d.score, d.band_low, d.band_high,
    d.held, left(d.regime_since::varchar, 7) as regime_since, d.policy_version, d.snapshot_id, d.program,
    p.previous_tier, p.previous_regime, d.responsibility_points, d.hazard_points,
    t.label_zh as tier_zh, t.label_en as tier_en,
    b.label_zh as previous_tier_zh, b.label_en as previous_tier_en,
    case d.regime when 'intensified' then r.intensified_zh else r.full_checkup_zh end as regime_zh,
    case d.regime when 'intensified' then r.intensified_en else r.full_checkup_en end as regime_en,
    r.enter_score, r.enter_responsibility, r.enter_hazard,
    v.title_zh, v.title_en
  from marts.decision d
  join facts.unit u on u.unit_code = d.unit_code
  left join marts.decision_before p on p.unit_code = d.unit_code and p.month = d.month
  left join policy.version v on v.policy_version = d.policy_version
  left join policy.regime r on r.policy_version = d.policy_version
  left join policy.tier t on t.policy_version = d.policy_version and t.tier = d.tier
  left join policy.tier b on b.policy_version = d.policy_version and b.tier = p.previous_tier
  where d.unit_code = $1 and d.month = $2::date`;

const LABELS = `
  label as (
    select policy_version, indicator, label_zh, label_en from policy.indicator
    union all select policy_version, gate, label_zh, label_en from policy.gate
    union all select policy_version, hold, label_zh, label_en from policy.hold)`;

const CHANGES = `
  with ${LABELS}
  select left(p.previous_month::varchar, 7) as month, p.previous_score as score, p.previous_regime as regime,
    p.previous_tier as tier, p.previous_policy_version as policy_version, p.previous_program as program,
    c.part_kind, c.indicator, c.direction, c.value_before, c.value,
    (c.points_change * 100)::integer as hundredths, l.label_zh, l.label_en
  from marts.decision d
  join marts.decision_before p on p.unit_code = d.unit_code and p.month = d.month
  left join marts.decision_change c on c.unit_code = d.unit_code and c.month = d.month
  left join label l on l.indicator = c.indicator and l.policy_version = d.policy_version
  where d.unit_code = $1 and d.month = $2::date
  order by c.ordinal`;

const REASONS = `
  with ${LABELS}
  select r.*, l.label_zh, l.label_en
  from marts.decision_reason r
  left join label l on l.indicator = r.indicator and l.policy_version = $3
  where r.unit_code = $1 and r.month = $2::date
  order by r.ordinal`;

const EVIDENCE = `
  select e.indicator, e.evidence_date::varchar as evidence_date, e.title_zh, e.title_en, e.detail,
    e.severity, e.status, f.file_name, e.sheet, e.row_number
  from marts.evidence e
  left join intake.file f on f.file_id = e.file_id
  where e.unit_code = $1 and e.month = $2::date
  order by e.indicator, e.evidence_date desc, e.title_zh, e.detail, f.file_name, e.sheet, e.row_number`;

async function rowsOf(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly DuckDBValue[],
): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql, [...parameters]);
  return reader.getRowObjectsJson();
}

const string = (value: Json | undefined): string | null =>
  value === null || value === undefined ? null : String(value);
const number = (value: Json | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);
const bilingual = (row: Row, name: string): Text =>
  text(string(row[`${name}_zh`]) ?? '', string(row[`${name}_en`]) ?? '');

function decisionOf(
  row: Row,
): Omit<Explanation, 'month' | 'history' | 'reasons' | 'change' | 'to_verify'> {
  const candidates: Condition[] = [
    { name: 'score', points: Number(row['score']), limit: Number(row['enter_score']) },
    {
      name: 'responsibility',
      points: Number(row['responsibility_points']),
      limit: Number(row['enter_responsibility']),
    },
    { name: 'hazard', points: Number(row['hazard_points']), limit: Number(row['enter_hazard']) },
  ];
  return {
    unit: {
      code: String(row['unit_code']),
      name: String(row['unit_name']),
      kind: String(row['kind']),
      area: String(row['area']),
    },
    regime: String(row['regime']),
    regime_label: bilingual(row, 'regime'),
    regime_since: String(row['regime_since']),
    held: row['held'] === true,
    previous_regime: string(row['previous_regime']),
    tier: String(row['tier']),
    tier_label: bilingual(row, 'tier'),
    previous_tier: string(row['previous_tier']),
    previous_tier_label: row['previous_tier'] === null ? null : bilingual(row, 'previous_tier'),
    score: Number(row['score']),
    band_low: Number(row['band_low']),
    band_high: Number(row['band_high']),
    conditions: candidates.filter(({ points, limit }) => points >= limit),
    policy_version: String(row['policy_version']),
    policy_title: bilingual(row, 'title'),
    snapshot_id: String(row['snapshot_id']),
    program: string(row['program']),
  };
}

const reasonOf = (row: Row, evidence: readonly Row[]): Reason => ({
  kind: String(row['reason_kind']) as Reason['kind'],
  name: String(row['indicator']),
  label: bilingual(row, 'label'),
  value: number(row['value']),
  points: number(row['points']),
  maximum_points: number(row['maximum_points']),
  reason: bilingual(row, 'reason'),
  change: bilingual(row, 'change'),
  is_counted: row['is_counted'] === true,
  evidence_count: Number(row['evidence_count']),
  evidence: evidence.map((item) => ({
    date: String(item['evidence_date']),
    title: bilingual(item, 'title'),
    detail: string(item['detail']),
    severity: string(item['severity']),
    status: string(item['status']),
    file: string(item['file_name']),
    sheet: string(item['sheet']),
    row: number(item['row_number']),
  })),
});

async function changeOf(
  connection: DuckDBConnection,
  code: string,
  month: string,
): Promise<DecisionChange | null> {
  const parts = await rowsOf(connection, CHANGES, [code, `${month}-01`]);
  const [first] = parts;
  if (!first) return null;
  return {
    month: String(first['month']),
    score: Number(first['score']),
    regime: String(first['regime']),
    tier: String(first['tier']),
    policy_version: String(first['policy_version']),
    program: string(first['program']),
    parts: parts
      .filter((row) => row['part_kind'] !== null)
      .map((row) => ({
        kind: String(row['part_kind']) as ChangePart['kind'],
        name: String(row['indicator']),
        label: bilingual(row, 'label'),
        direction: String(row['direction']) as ChangePart['direction'],
        value_before: number(row['value_before']),
        value: number(row['value']),
        hundredths: Number(row['hundredths']),
      })),
  };
}

async function newestMonth(connection: DuckDBConnection, code: string): Promise<string> {
  const [row] = await rowsOf(
    connection,
    'select left(max(month)::varchar, 7) as month from marts.decision where unit_code = $1',
    [code],
  );
  const month = string(row?.['month']);
  if (month === null)
    throw new Failure(
      'month_undecided',
      text(`单位 ${code} 还没有任何决定`, `There is no decision on unit ${code} yet`),
      {
        hint: text(
          '该单位可能已停办，或登记晚于最近月份',
          'It may be closed, or registered after the newest month',
        ),
      },
    );
  return month;
}

function monthOf(month: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return month;
  throw new Failure('month_invalid', text(`“${month}”不是月份`, `“${month}” is no month`), {
    usage: true,
    hint: text('应写作 YYYY-MM，例如 2025-10', 'Write YYYY-MM, such as 2025-10'),
  });
}

async function undecided(
  connection: DuckDBConnection,
  code: string,
  month: string,
): Promise<Failure> {
  const newest = await newestMonth(connection, code);
  const [row] = await rowsOf(
    connection,
    'select left(min(month)::varchar, 7) as month from marts.decision where unit_code = $1',
    [code],
  );
  const first = string(row?.['month']) ?? newest;
  return new Failure(
    'month_undecided',
    text(`${month} 没有对单位 ${code} 的决定`, `There is no decision on unit ${code} for ${month}`),
    { hint: text(`现有 ${first} 至 ${newest}`, `There are those from ${first} to ${newest}`) },
  );
}
