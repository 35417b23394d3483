import type { DuckDBConnection, Json } from '@duckdb/node-api';
import { indicatorNames } from '../policy.ts';

/** A unit whose regime or tier a draft would move. */
export interface Move {
  readonly unit_code: string;
  readonly unit_name: string;
  readonly kind: string;
  readonly area: string;
  readonly regime_before: string;
  readonly regime: string;
  readonly tier_before: string;
  readonly tier: string;
  readonly score_before: number;
  readonly score: number;
  /**
   * What moves it: a gate that opens or lifts; else the indicator whose points change most in the direction
   * of the move; else a limit or the months to leave.
   */
  readonly cause_kind: 'gate' | 'indicator' | 'limit';
  readonly cause: string | null;
  /** Points by which that indicator changes. */
  readonly cause_points: number | null;
}

/** How many units stand where, before and after. */
export interface Count {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

export interface Comparison {
  readonly units: number;
  readonly regime_moved: number;
  readonly tier_moved: number;
  readonly regimes: readonly Count[];
  /** Riskiest first. */
  readonly tiers: readonly Count[];
  /** Visits a year that the regimes call for. */
  readonly visits: { readonly before: number; readonly after: number };
  /** The greatest change of score first; at most {@link MOST_MOVES}. */
  readonly moves: readonly Move[];
}

/** More than a page can show of; the counts are of all. */
const MOST_MOVES = 2000;

/** Where the points and the policy of the decisions before are found. */
export type Source = 'snapshot' | 'before';

/**
 * Compares the catalogs `before` and `after`, in which models have been run, for a month.
 * @param month `YYYY-MM`
 */
export async function compareRuns(
  connection: DuckDBConnection,
  month: string,
  source: Source,
): Promise<Comparison> {
  const paired = pairedSql(source);
  const ask = async (sql: string): Promise<Record<string, Json>[]> =>
    (await connection.runAndReadAll(sql, [`${month}-01`])).getRowObjectsJson();
  const [total] = await ask(`
    select count(*)::integer as units,
      count(*) filter (where regime <> regime_before)::integer as regime_moved,
      count(*) filter (where tier <> tier_before)::integer as tier_moved,
      sum(visits_before) as visits_before, sum(visits_after) as visits_after
    from (${paired})`);
  const counts = await ask(`
    with paired as (${paired})
    select what, name, sum(before)::integer as before, sum(after)::integer as after
    from (
      select 'regime' as what, regime_before as name, 1 as before, 0 as after from paired
      union all select 'regime', regime, 0, 1 from paired
      union all select 'tier', tier_before, 1, 0 from paired
      union all select 'tier', tier, 0, 1 from paired)
    group by what, name`);
  const moves = await ask(movesSql(source));
  const of = (what: string, names: readonly string[]): Count[] =>
    names.map((name) => {
      const row = counts.find((each) => each['what'] === what && each['name'] === name);
      return { name, before: Number(row?.['before'] ?? 0), after: Number(row?.['after'] ?? 0) };
    });
  return {
    units: Number(total?.['units'] ?? 0),
    regime_moved: Number(total?.['regime_moved'] ?? 0),
    tier_moved: Number(total?.['tier_moved'] ?? 0),
    regimes: of('regime', ['intensified', 'full_checkup']),
    tiers: of('tier', ['red', 'orange', 'yellow', 'blue']),
    visits: {
      before: Number(total?.['visits_before'] ?? 0),
      after: Number(total?.['visits_after'] ?? 0),
    },
    moves: moves as unknown as Move[],
  };
}

const pairedSql = (source: Source): string => `
  select
    a.unit_code, b.regime as regime_before, a.regime, b.tier as tier_before, a.tier,
    b.score as score_before, a.score, b.gates as gates_before, a.gates,
    case b.regime when 'intensified' then rb.intensified_visits else rb.full_checkup_visits end
      as visits_before,
    case a.regime when 'intensified' then ra.intensified_visits else ra.full_checkup_visits end
      as visits_after
  from after.scores.decision a
  join before.scores.decision b on b.unit_code = a.unit_code and b.month = a.month
  join ${source}.policy.regime rb on rb.policy_version = b.policy_version
  join after.policy.regime ra on ra.policy_version = a.policy_version
  where a.month = $1::date`;

const pointChangesSql = (source: Source): string =>
  indicatorNames
    .map(
      (name) =>
        `select a.unit_code, '${name}' as indicator, a.${name}_points - b.${name}_points as points
       from after.scores.point a
       join ${source}.scores.point b on b.unit_code = a.unit_code and b.month = a.month
       where a.month = $1::date`,
    )
    .join('\n union all ');

const movesSql = (source: Source): string => `
  with moved as (
    select p.*,
      -- Whether the move is to more checks: by regime where that moves, else by tier.
      case
        when p.regime <> p.regime_before then case p.regime when 'intensified' then 1 else -1 end
        else case when ta.ordinal < tb.ordinal then 1 else -1 end
      end as direction
    from (${pairedSql(source)}) p
    join after.policy.tier ta on ta.tier = p.tier
      and ta.policy_version = (select max(policy_version) from after.policy.tier)
    join after.policy.tier tb on tb.tier = p.tier_before and tb.policy_version = ta.policy_version
    where p.regime <> p.regime_before or p.tier <> p.tier_before
  ),
  change as (
    select m.unit_code, c.indicator, c.points,
      row_number() over (partition by m.unit_code order by m.direction * c.points desc, c.indicator)
        as place
    from moved m
    join (${pointChangesSql(source)}) c on c.unit_code = m.unit_code
    where m.direction * c.points >= 0.05
  )
  select
    m.unit_code, u.unit_name, u.kind, u.area,
    m.regime_before, m.regime, m.tier_before, m.tier, m.score_before, m.score,
    case
      when m.direction * (m.gates - m.gates_before) > 0 then 'gate'
      when c.indicator is not null then 'indicator'
      else 'limit'
    end as cause_kind,
    case when m.direction * (m.gates - m.gates_before) > 0 then null else c.indicator end as cause,
    case when m.direction * (m.gates - m.gates_before) > 0 then null else c.points end
      as cause_points
  from moved m
  join snapshot.features.unit_in_month u on u.unit_code = m.unit_code and u.month = $1::date
  left join change c on c.unit_code = m.unit_code and c.place = 1
  order by m.regime = m.regime_before, abs(m.score - m.score_before) desc, m.unit_code
  limit ${MOST_MOVES}`;
