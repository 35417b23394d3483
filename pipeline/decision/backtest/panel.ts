import type { DuckDBConnection } from '@duckdb/node-api';
import { numbers, readColumns, texts, type Columns } from './columns.ts';
import { historyFeatures, type HistoryFeatures } from './history-features.ts';
import { drawnByLot } from './lot.ts';
import type { MethodName } from './methods.ts';
import type { Period } from './period.ts';

/** Every unit in every month from the first origin to the last: what each method said of it, from what was known then. */
export interface Panel {
  readonly rows: number;
  readonly unitCode: readonly string[];
  /** Months counted from January 2000. */
  readonly month: Float64Array;
  readonly score: ReadonlyMap<MethodName, Float64Array>;
  readonly features: HistoryFeatures;
  readonly tier: readonly string[];
  /** What the unit was, as known then; null where the register does not tell. */
  readonly groups: Readonly<Record<GroupingName, readonly (string | null)[]>>;
}

/** Ways of parting units whose treatment is compared. */
export const groupings = ['ownership', 'setting', 'size', 'kind'] as const;
export type GroupingName = (typeof groupings)[number];

// Rural and urban as the register's name of the area tells: a town or township, or an urban subdistrict.
// Size by weighted people at risk (policy, exposures.people).
const PANEL = `
  select u.unit_code, u.month_index, u.ownership, u.kind,
    case when regexp_matches(u.area, '(镇|乡)$') then 'rural'
      when regexp_matches(u.area, '街道$') then 'urban' end as setting,
    case when f.exposure_people >= 1000 then 'large'
      when f.exposure_people >= 300 then 'medium'
      when f.exposure_people > 0 then 'small' end as size,
    x.expected as history, s.score, d.tier,
    b.time_since_last, b.last_points, b.ewma, b.annex5, b.iram, b.lec,
    p.visits, p.serious_visits, p.days_since_last, p.last_points as own_last_points, p.ewma_points
  from features.unit_in_month u
  join features.unit_month f on f.unit_code = u.unit_code and f.month = u.month
  join features.expected_finding x on x.unit_code = u.unit_code and x.month = u.month
  join features.past_visit p on p.unit_code = u.unit_code and p.month = u.month
  join scores.point s on s.unit_code = u.unit_code and s.month = u.month
  join scores.baseline b on b.unit_code = u.unit_code and b.month = u.month
  join scores.decision d on d.unit_code = u.unit_code and d.month = u.month
  where u.month_index between $1 and $2
  order by u.unit_code, u.month_index`;

const read: readonly MethodName[] = [
  'history',
  'score',
  'time_since_last',
  'last_points',
  'ewma',
  'annex5',
  'iram',
  'lec',
];

/** @param period with at least one origin */
export async function readPanel(
  connection: DuckDBConnection,
  { origins }: Period,
  seed: number,
): Promise<Panel> {
  const { columns, rows } = await readColumns(connection, PANEL, [
    origins[0] ?? 0,
    origins.at(-1) ?? 0,
  ]);
  const unitCode = texts(columns['unit_code']).map(String);
  const month = numbers(columns['month_index']);
  const score = new Map(read.map((method) => [method, numbers(columns[method])]));
  score.set(
    'random',
    Float64Array.from(unitCode, (code, row) => drawnByLot(`${code}/${month[row]}`, seed)),
  );
  return {
    rows,
    unitCode,
    month,
    score,
    features: historyFeatures(columns),
    tier: texts(columns['tier']).map(String),
    groups: groupsOf(columns),
  };
}

const groupsOf = (columns: Columns): Panel['groups'] => ({
  ownership: texts(columns['ownership']),
  setting: texts(columns['setting']),
  size: texts(columns['size']),
  kind: texts(columns['kind']),
});
