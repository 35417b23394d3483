import { text } from '../../../contracts/index.ts';
import { formFields, type FormField } from '../../../contracts/forms/safety-month-table.ts';
import { optional, type NamedQuery } from '../../named-query.ts';
import { ASKED } from './as-of.ts';

/**
 * The tables that stood at the end of the day asked for, of the month asked for or else the newest known then.
 */
const STANDING = `month_asked as (
  select coalesce(cast($month as date), max(t.month)) as month
  from marts.safety_month_table t
  cross join asked a
  where t.known_from < a.day + 1
    and (t.known_to is null or t.known_to >= a.day + 1)
),
standing as (
  select t.*
  from marts.safety_month_table t
  join month_asked m on m.month = t.month
  cross join asked a
  where t.known_from < a.day + 1
    and (t.known_to is null or t.known_to >= a.day + 1)
)`;

const numberFields = formFields.filter(({ kind }) => kind === 'number');
const quoted = (name: string): string => `'${name}'`;
const ordinalOf = (field: FormField): number => formFields.indexOf(field) + 1;

/** A line a field, each an expression of its own in place of a column. */
const eachOf = (
  fields: readonly FormField[],
  of: (field: FormField) => string,
  otherwise: string,
): string =>
  `case f.field ${fields.map((field) => `when ${quoted(field.name)} then ${of(field)}`).join(' ')} else ${otherwise} end`;

const FIELDS = `field as (
  select * from (values ${formFields
    .map((field) => `(${ordinalOf(field)}, ${quoted(field.name)}, ${quoted(field.kind)})`)
    .join(', ')}) as fields (ordinal, field, field_kind)
)`;

/** What the members of each parent sent themselves, added up. */
const MEMBERS = `member as (
  select
    parent_code,
    cast(count(*) as integer) as members,
    ${numberFields.map(({ name }) => `cast(sum(${name}) as integer) as ${name}`).join(',\n    ')}
  from standing
  where parent_code is not null
  group by parent_code
)`;

const kindOf = (kind: FormField['kind']): readonly FormField[] =>
  formFields.filter((field) => field.kind === kind);

const parameters = { month: optional('month'), day: optional('text') };

/** The safety month's table (rule C3) added up, its sources, and where parents and members disagree. */
export const safetyMonthQueries: readonly NamedQuery[] = [
  {
    name: 'safety_month_total',
    title: text('安全生产月汇总', 'Safety month added up'),
    source: 'marts.safety_month_field',
    parameters,
    sql: `with ${ASKED},
${STANDING},
${FIELDS},
summed as (
  select
    month,
    cast(count(*) as integer) as tables,
    cast(sum(units_covered) as integer) as units_covered,
    ${numberFields.map(({ name }) => `cast(sum(${name}) as integer) as ${name}`).join(',\n    ')},
    ${kindOf('yes_no')
      .map(
        ({ name }) =>
          `cast(count(*) filter (where ${name}) as integer) as ${name}_yes,
    cast(count(*) filter (where not ${name}) as integer) as ${name}_no`,
      )
      .join(',\n    ')}
  from standing
  where is_counted
  group by month
)
select
  s.month,
  f.ordinal,
  f.field,
  f.field_kind,
  s.tables,
  s.units_covered,
  ${eachOf(numberFields, ({ name }) => `s.${name}`, 'null')} as total,
  ${eachOf(kindOf('yes_no'), ({ name }) => `s.${name}_yes`, '0')} as yes,
  ${eachOf(kindOf('yes_no'), ({ name }) => `s.${name}_no`, '0')} as no
from summed s
cross join field f
order by f.ordinal`,
  },
  {
    name: 'safety_month_source',
    title: text('安全生产月汇总来源', 'Sources of the safety month'),
    source: 'marts.safety_month_field',
    parameters: { ...parameters, field: optional('text') },
    dictionary: ['field', 'field_kind'],
    sql: `with ${ASKED},
${STANDING},
${FIELDS},
${MEMBERS},
compared as (
  select
    f.field,
    f.field_kind,
    f.ordinal,
    t.unit_code,
    t.is_counted,
    t.units_covered,
    ${eachOf(numberFields, ({ name }) => `t.${name}`, 'null')} as field_number,
    ${eachOf(kindOf('text'), ({ name }) => `t.${name}`, 'null')} as field_text,
    ${eachOf(kindOf('yes_no'), ({ name }) => `t.${name}`, 'null')} as field_yes,
    m.members,
    ${eachOf(numberFields, ({ name }) => `m.${name}`, 'null')} as members_number,
    t.file_id,
    t.sheet,
    t.row_number
  from standing t
  cross join field f
  left join member m on m.parent_code = t.unit_code
  where $field is null or f.field = $field
)
select
  c.field,
  c.field_kind,
  c.ordinal,
  c.unit_code,
  u.unit_name,
  c.is_counted,
  c.units_covered,
  c.field_number,
  c.field_text,
  c.field_yes,
  c.members,
  c.members_number,
  coalesce(c.field_number < c.members_number, false) as disagrees,
  f.file_name,
  c.sheet,
  c.row_number
from compared c
join facts.unit u on u.unit_code = c.unit_code
left join intake.file f on f.file_id = c.file_id
order by c.ordinal, c.unit_code`,
  },
  {
    name: 'safety_month_doubt',
    title: text('安全生产月上下级不符', 'Safety month: parent and members disagree'),
    source: 'marts.safety_month_field',
    parameters,
    dictionary: ['field'],
    sql: `with ${ASKED},
${STANDING},
${FIELDS},
${MEMBERS},
compared as (
  select
    f.field,
    f.ordinal,
    t.unit_code,
    ${eachOf(numberFields, ({ name }) => `t.${name}`, 'null')} as field_number,
    m.members,
    ${eachOf(numberFields, ({ name }) => `m.${name}`, 'null')} as members_number
  from standing t
  join member m on m.parent_code = t.unit_code
  cross join field f
)
select
  c.field,
  c.ordinal,
  c.unit_code,
  u.unit_name,
  c.field_number,
  c.members,
  c.members_number
from compared c
join facts.unit u on u.unit_code = c.unit_code
where c.field_number < c.members_number
order by c.unit_code, c.ordinal`,
  },
];
