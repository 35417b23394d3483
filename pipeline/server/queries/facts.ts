import { contractOf, text } from '../../contracts/index.ts';
import { optional, required, type NamedQuery } from '../named-query.ts';
import { openColumns } from './select-list.ts';

/** Columns that a fact table has beside its contract's, and those of the contract that it has not. */
interface Shape {
  readonly own?: readonly string[];
  readonly omit?: readonly string[];
  /** Newest first. */
  readonly order: string;
  readonly dictionary: readonly string[];
}

/** One fact table, of one unit or of all, with the unit's present name. */
function facts(dataset: string, { own = [], omit = [], order, dictionary }: Shape): NamedQuery {
  const columns = [
    ...openColumns(dataset, ['unit_name', ...omit]),
    ...own,
    'first_received_at',
    'file_id',
    'sheet',
    'row_number',
  ];
  return {
    name: dataset,
    title: contractOf(dataset)?.label ?? text(dataset, dataset),
    source: `facts.${dataset}`,
    parameters: { unit: optional('text') },
    dictionary: ['unit_name', 'unit_code', 'file_id', 'sheet', ...dictionary],
    sql: `select
  unit.unit_name,
${columns.map((column) => `  fact.${column}`).join(',\n')}
from facts.${dataset} as fact
left join facts.unit as unit
  on unit.unit_code = fact.unit_code
where $unit is null or fact.unit_code = $unit
order by ${order}`,
  };
}

/** What is known of units: who they are, and what happened there. */
export const factQueries: readonly NamedQuery[] = [
  {
    name: 'unit',
    title: text('单位名册', 'Unit register'),
    source: 'facts.unit',
    parameters: { unit: optional('text') },
    sql: `select
${openColumns('unit')
  .map((column) => `  ${column}`)
  .join(',\n')}
from facts.unit
where $unit is null or unit_code = $unit
order by unit_code`,
  },
  {
    name: 'unit_contact',
    title: text('单位联络', 'Contacts of units'),
    source: 'facts.unit',
    parameters: { unit: required('text') },
    personal: true,
    sql: `select
  unit_code,
  linked_office,
  contact,
  contact_telephone
from facts.unit
where unit_code = $unit`,
  },
  {
    name: 'area',
    title: text('片区', 'Areas'),
    source: 'facts.area',
    sql: `select
  area,
  lead_unit_code,
  units,
  geometry
from facts.area
order by area`,
  },
  facts('hazard', {
    own: ['first_report_month', 'last_report_month', 'reports', 'is_open'],
    omit: ['report_month'],
    order: 'fact.found_date desc, fact.unit_code, fact.hazard_number',
    dictionary: ['source', 'work_area', 'severity', 'status', 'responsible_party', 'escalated_to'],
  }),
  facts('drill', {
    own: ['traces'],
    order: 'fact.drill_date desc, fact.unit_code, fact.drill_type',
    dictionary: ['drill_type', 'drill_form', 'place'],
  }),
  facts('inspection', {
    own: ['findings', 'major_findings', 'severity_points'],
    order: 'fact.inspection_date desc, fact.inspection_number',
    dictionary: ['inspection_type', 'team', 'result'],
  }),
  facts('finding', {
    own: ['is_open'],
    order: 'fact.found_date desc, fact.inspection_number, fact.finding_number',
    dictionary: ['work_area', 'severity', 'status'],
  }),
  facts('accident', {
    own: ['report_delay_minutes'],
    order: 'fact.occurred_at desc, fact.accident_number',
    dictionary: ['accident_type', 'accident_level'],
  }),
  {
    name: 'drill_month',
    title: text('每月演练', 'Drills by month'),
    source: 'marts.unit_month',
    parameters: { unit: optional('text') },
    dictionary: ['unit_code'],
    sql: `select
  unit_code,
  month,
  drills_required,
  drills_met,
  drills_held
from marts.unit_month
where $unit is null or unit_code = $unit
order by unit_code, month`,
  },
  {
    name: 'return',
    title: text('月报报送', 'Returns'),
    source: 'facts.return',
    parameters: { unit: optional('text') },
    dictionary: ['unit_code', 'unit_name', 'dataset', 'status'],
    sql: `select
  unit.unit_name,
  owed.unit_code,
  owed.dataset,
  owed.month,
  owed.due_date,
  owed.received_at,
  owed.status,
  owed.self_checks,
  owed.hazards_found,
  owed.hazards_closed
from facts.return as owed
left join facts.unit as unit
  on unit.unit_code = owed.unit_code
where $unit is null or owed.unit_code = $unit
order by owed.month desc, owed.unit_code, owed.dataset`,
  },
  {
    name: 'return_status',
    title: text('报送情况', 'State of returns'),
    source: 'facts.return',
    parameters: { month: optional('month') },
    dictionary: ['dataset', 'status'],
    sql: `select
  unit.unit_name,
  unit.kind,
  unit.area,
  owed.unit_code,
  owed.dataset,
  owed.month,
  owed.due_date,
  owed.received_at,
  owed.status
from facts.return as owed
left join facts.unit as unit
  on unit.unit_code = owed.unit_code
where owed.month = coalesce(cast($month as date), (select max(month) from facts.return))
order by owed.unit_code, owed.dataset`,
  },
];
