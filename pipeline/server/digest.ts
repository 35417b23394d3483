import type { DuckDBConnection } from '@duckdb/node-api';
import { VARCHAR } from '@duckdb/node-api';
import { Failure, isDay, text } from '../contracts/index.ts';
import { LISTED, type DigestRow } from './digest-text.ts';
import { ASKED, OWED, TAKEN_BACK, WAS_DONE, WAS_EXCUSED } from './queries/campaigns/as-of.ts';

/**
 * What was late by the end of the day, and what falls due in the week after it, as known then: of each debtor so
 * many as are listed, with how many there are in all.
 */
const DIGEST = `with ${ASKED},
owed as (
  select
    o.unit_code,
    o.body,
    o.area,
    c.campaign,
    c.obligation,
    o.due_date,
    o.due_date < a.day as is_late,
    row_number() over (
      partition by o.unit_code, o.body order by o.due_date, c.obligation
    ) as nth,
    count(*) filter (where o.due_date < a.day) over (partition by o.unit_code, o.body) as late,
    count(*) over (partition by o.unit_code, o.body) as owing
  from facts.obligation o
  join facts.campaign_occurrence c on c.occurrence = o.occurrence
  cross join asked a
  ${TAKEN_BACK}
  where o.due_date < a.day + 7
    and c.window_from <= a.day + 7
    and ${OWED}
    and not ${WAS_DONE}
    and not ${WAS_EXCUSED}
    and ($area is null or o.area = $area)
)
select
  a.day::varchar as day,
  o.unit_code,
  u.unit_name,
  o.body,
  y.label_zh as body_zh,
  y.label_en as body_en,
  o.area,
  g.label_zh as campaign_zh,
  g.label_en as campaign_en,
  b.label_zh,
  b.label_en,
  o.due_date::varchar as due_date,
  o.is_late,
  o.late::integer as late,
  o.owing::integer as owing
from asked a
left join owed o on o.nth <= ${LISTED}
left join campaign.campaign g on g.campaign = o.campaign
left join campaign.obligation b on b.obligation = o.obligation
left join facts.unit u on u.unit_code = o.unit_code
left join campaign.body y on y.body = o.body
order by o.area nulls first, u.unit_name, o.unit_code, y.label_zh, o.due_date, b.obligation`;

/** What the week's digest says: as of which day, and of what. */
export interface Digest {
  readonly day: string;
  readonly rows: readonly DigestRow[];
}

/**
 * What is late, and what falls due within seven days.
 * @param wanted ISO; null for the last day of the newest month decided
 * @throws Failure `day_invalid`
 */
export async function readDigest(
  connection: DuckDBConnection,
  wanted: string | null,
  area: string | null = null,
): Promise<Digest> {
  if (wanted !== null && !isDay(wanted)) throw noDay(wanted);
  const found = await connection.runAndReadAll(
    DIGEST,
    { day: wanted, area },
    { day: VARCHAR, area: VARCHAR },
  );
  const rows = found.getRowObjectsJson() as unknown as (DigestRow & { readonly day: string })[];
  const day = rows[0]?.day ?? '';
  return { day, rows: rows.filter(({ due_date: due }) => (due as string | null) !== null) };
}

const noDay = (day: string): Failure => {
  const shown = [...day].slice(0, 40).join('');
  return new Failure('day_invalid', text(`“${shown}”不是日期`, `"${shown}" is no date`), {
    usage: true,
    hint: text('应写作 YYYY-MM-DD', 'Write YYYY-MM-DD'),
  });
};
