import type { DuckDBConnection, Json } from '@duckdb/node-api';
import { text, type Text } from '../../contracts/index.ts';

/** Something a unit can do, or have done, towards the annual check-up. */
export interface Action {
  readonly kind:
    'strike_off_hazard' | 'rectify_finding' | 'hand_in' | 'on_time' | 'drill' | 'visit';
  /** Tells it from the others of the unit. */
  readonly name: string;
  /** Number of the hazard, of visit and finding, or the month of the return; null for duties that go on. */
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
 * Everything that a unit could do from a month's end on: strike off each open hazard and finding, hand in each
 * missing return, keep its duties from now on, and be found clean at the next visit.
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
