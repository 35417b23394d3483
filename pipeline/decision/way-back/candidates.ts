import type { DuckDBConnection, Json } from '@duckdb/node-api';
import { text, type Text } from '../../contracts/index.ts';
import { doneDay, indexOf } from './months.ts';

/** Something a unit can do, or have done, towards the annual check-up. */
export interface Action {
  readonly kind:
    | 'strike_off_hazard'
    | 'rectify_finding'
    | 'hand_in'
    | 'make_up'
    | 'on_time'
    | 'drill'
    | 'keep_campaigns'
    | 'visit';
  /** Tells it from the others of the unit. */
  readonly name: string;
  /** Number of the hazard, of visit and finding, the month of the return, the campaign; null for duties that go on. */
  readonly reference: string | null;
  readonly label: Text;
}

/** A hazard or finding whose newest row does not strike it off; majors first, then the longest due. */
const OPEN = `
  with listed as (
    select *, row_number() over (
      partition by hazard_number order by report_month desc, known_from desc, row_number desc) as nth
    from snapshot.staging.hazard
    where unit_code = $1 and known_to is null
  )
  select 'strike_off_hazard' as kind, hazard_number as reference, description, severity = 'major' as major,
    coalesce(deadline, found_date) as due
  from listed where nth = 1 and status <> 'struck_off'
  union all
  select 'rectify_finding', inspection_number || '/' || finding_number, description,
    severity = 'major', coalesce(deadline, found_date)
  from snapshot.staging.finding
  where unit_code = $1 and known_to is null and status <> 'struck_off'
  order by major desc, due, kind, reference`;

const MISSING = `
  select left(report_month::varchar, 7) from snapshot.features.return_month
  where unit_code = $1 and month = $2::date and is_missing order by 1`;

/**
 * What is late of campaigns and can still be made up on the day given, campaign by campaign; then whether any
 * campaign asks anything of the unit later on.
 */
const LATE = `
  select s.campaign, g.label_zh, g.label_en, count(*)::integer as late
  from snapshot.features.campaign_spell s
  join snapshot.campaign.campaign g on g.campaign = s.campaign
  where s.unit_code = $1
    and s.due_index <= $2
    and s.to_index > $2
    and s.accepted_until >= $3::date
  group by all order by s.campaign`;
const LATER = `
  select exists (
    select 1 from snapshot.features.campaign_spell where unit_code = $1 and due_index > $2
  )`;

/**
 * Everything that a unit could do from a month's end on: strike off each open hazard and finding, hand in each
 * missing return, make up what is late of each campaign, keep its duties from now on, and be found clean at the
 * next visit.
 * @param connection with the snapshot attached as `snapshot`
 * @param month `YYYY-MM`
 */
export async function candidates(
  connection: DuckDBConnection,
  unit: string,
  month: string,
): Promise<readonly Action[]> {
  const open = (await connection.runAndReadAll(OPEN, [unit])).getRowObjectsJson();
  const missing = (await connection.runAndReadAll(MISSING, [unit, `${month}-01`])).getRows();
  const campaigns = await campaignActions(connection, unit, month);
  return [
    ...open.map(openAction),
    ...missing.map(([value]): Action => {
      const of = String(value);
      return {
        kind: 'hand_in',
        name: `hand_in ${of}`,
        reference: of,
        label: text(`补报 ${of} 的隐患排查月报`, `Hand in the hazard return of ${of}`),
      };
    }),
    ...campaigns,
    {
      kind: 'visit',
      name: 'visit',
      reference: null,
      label: text('下次检查没有查出问题', 'A clean next visit'),
    },
    {
      kind: 'on_time',
      name: 'on_time',
      reference: null,
      label: text('今后每月按时报送月报', 'Hand in every monthly return on time from now on'),
    },
    {
      kind: 'drill',
      name: 'drill',
      reference: null,
      label: text('今后按期演练、资料齐全', 'Hold every drill that falls due, with full records'),
    },
  ];
}

/** One action a campaign, not one an obligation: who makes one up makes up the others with it. */
async function campaignActions(
  connection: DuckDBConnection,
  unit: string,
  month: string,
): Promise<readonly Action[]> {
  const index = indexOf(month);
  const late = await connection.runAndReadAll(LATE, [unit, index, doneDay(month)]);
  const later = await connection.runAndReadAll(LATER, [unit, index]);
  const made = late.getRowObjectsJson().map((row): Action => {
    const [campaign, zh, en] = [row['campaign'], row['label_zh'], row['label_en']].map(String);
    const count = String(row['late']);
    return {
      kind: 'make_up',
      name: `make_up ${campaign ?? ''}`,
      reference: campaign ?? '',
      label: text(
        `补办“${zh ?? ''}”逾期的 ${count} 件事项`,
        `Make up what is late of “${en ?? ''}” (${count})`,
      ),
    };
  });
  if (later.value(0, 0) !== true) return made;
  return [
    ...made,
    {
      kind: 'keep_campaigns',
      name: 'keep_campaigns',
      reference: null,
      label: text('今后按期办理专项行动事项', 'Do in time from now on what campaigns ask'),
    },
  ];
}

function openAction(row: Record<string, Json>): Action {
  const reference = String(row['reference']);
  const words = String(row['description'] ?? reference);
  const hazard = row['kind'] === 'strike_off_hazard';
  return {
    kind: hazard ? 'strike_off_hazard' : 'rectify_finding',
    name: `${hazard ? 'hazard' : 'finding'} ${reference}`,
    reference,
    label: hazard
      ? text(`整改并销号隐患：${words}`, `Rectify and strike off: ${words}`)
      : text(
          `整改检查问题并销号：${words}`,
          `Rectify the finding and have it struck off: ${words}`,
        ),
  };
}
