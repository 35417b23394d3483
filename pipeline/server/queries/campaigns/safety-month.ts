import { text } from '../../../contracts/index.ts';
import { optional, type NamedQuery } from '../../named-query.ts';
import { ASKED } from './as-of.ts';

/**
 * Fields of the tables that stood at the end of the day asked for, of the month asked for or else the newest
 * known then; and whether each counts, the table of its unit's parent not standing beside it (rule W2).
 */
const STANDING = `known as (
  select
    f.*,
    not coalesce(
      f.parent_from < a.day + 1 and (f.parent_until is null or f.parent_until >= a.day + 1),
      false
    ) as is_counted
  from marts.safety_month_field f
  cross join asked a
  where f.known_from < a.day + 1
    and (f.known_to is null or f.known_to >= a.day + 1)
),
standing as (
  select * from known
  where month = coalesce(cast($month as date), (select max(month) from known))
)`;

/** What the members of each parent sent themselves, field by field. */
const MEMBERS = `member as (
  select
    parent_code,
    field,
    cast(sum(field_number) as integer) as members_number,
    cast(count(*) as integer) as members
  from standing
  where parent_code is not null
  group by parent_code, field
)`;

/** A parent's number is its own and its members': it cannot be less than theirs. */
const DISAGREES = `coalesce(
    v.field_kind = 'number' and v.field_number < m.members_number, false
  )`;

const parameters = { month: optional('month'), day: optional('text') };

/** The safety month's table (rule C3) added up, its sources, and where parents and members disagree. */
export const safetyMonthQueries: readonly NamedQuery[] = [
  {
    name: 'safety_month_total',
    title: text('安全生产月汇总', 'Safety month added up'),
    source: 'marts.safety_month_field',
    parameters,
    sql: `with ${ASKED},
${STANDING}
select
  month,
  ordinal,
  field,
  field_kind,
  cast(count(*) as integer) as tables,
  cast(sum(units_covered) as integer) as units_covered,
  cast(sum(field_number) as integer) as total,
  cast(count(*) filter (where field_yes) as integer) as yes,
  cast(count(*) filter (where not field_yes) as integer) as no
from standing
where is_counted
group by month, ordinal, field, field_kind
order by ordinal`,
  },
  {
    name: 'safety_month_source',
    title: text('安全生产月汇总来源', 'Sources of the safety month'),
    source: 'marts.safety_month_field',
    parameters: { ...parameters, field: optional('text') },
    dictionary: ['field', 'field_kind'],
    sql: `with ${ASKED},
${STANDING},
${MEMBERS}
select
  v.field,
  v.field_kind,
  v.ordinal,
  v.unit_code,
  u.unit_name,
  v.is_counted,
  v.units_covered,
  v.field_number,
  v.field_text,
  v.field_yes,
  m.members,
  m.members_number,
  ${DISAGREES} as disagrees,
  f.file_name,
  v.sheet,
  v.row_number
from standing v
join facts.unit u on u.unit_code = v.unit_code
left join member m
  on m.parent_code = v.unit_code
  and m.field = v.field
left join intake.file f on f.file_id = v.file_id
where $field is null or v.field = $field
order by v.ordinal, v.unit_code`,
  },
  {
    name: 'safety_month_doubt',
    title: text('安全生产月上下级不符', 'Safety month: parent and members disagree'),
    source: 'marts.safety_month_field',
    parameters,
    dictionary: ['field'],
    sql: `with ${ASKED},
${STANDING},
${MEMBERS}
select
  v.field,
  v.ordinal,
  v.unit_code,
  u.unit_name,
  v.field_number,
  m.members,
  m.members_number
from standing v
join member m
  on m.parent_code = v.unit_code
  and m.field = v.field
join facts.unit u on u.unit_code = v.unit_code
where ${DISAGREES}
order by v.unit_code, v.ordinal`,
  },
];
