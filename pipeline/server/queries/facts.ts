import { namedQuery, optional, type NamedQuery } from '../named-query.ts';
import { openColumns } from './select-list.ts';

const origin = `  first_received_at,
  file_id,
  sheet,
  cast(row_number as integer) as row_number`;

/** One fact table, of one unit or of all, newest first. */
const facts = (dataset: string, own: string, newestFirst: string, omit: string[] = []) =>
  namedQuery(
    dataset,
    `select
${openColumns(dataset, omit)},
${own}${origin}
from facts.${dataset}
where $unit is null or unit_code = $unit
order by ${newestFirst}`,
    { unit: optional('text') },
  );

/** What is known of units: who they are, and what happened there. */
export const factQueries: readonly NamedQuery[] = [
  namedQuery(
    'unit',
    `select
${openColumns('unit')}
from facts.unit
where $unit is null or unit_code = $unit
order by unit_code`,
    { unit: optional('text') },
  ),
  namedQuery(
    'area',
    `select
  area,
  lead_unit_code,
  cast(units as integer) as units,
  cast(geometry as varchar) as geometry
from facts.area
order by area`,
  ),
  facts(
    'hazard',
    '  first_report_month,\n  cast(reports as integer) as reports,\n',
    'found_date desc, unit_code, hazard_number',
    ['report_month'],
  ),
  facts('drill', '', 'drill_date desc, unit_code, drill_type'),
  facts(
    'inspection',
    `  cast(findings as integer) as findings,
  cast(major_findings as integer) as major_findings,
  cast(severity_points as double) as severity_points,
`,
    'inspection_date desc, inspection_number',
  ),
  facts('finding', '', 'found_date desc, inspection_number, finding_number'),
  facts(
    'accident',
    '  cast(report_delay_minutes as integer) as report_delay_minutes,\n',
    'occurred_at desc, accident_number',
  ),
  namedQuery(
    'drill_month',
    `select
  unit_code,
  month,
  cast(drills_required as integer) as drills_required,
  cast(drills_held as integer) as drills_held
from marts.unit_month
where $unit is null or unit_code = $unit
order by unit_code, month`,
    { unit: optional('text') },
  ),
  namedQuery(
    'return',
    `select
  unit_code,
  dataset,
  month,
  due_date,
  received_at,
  status,
  cast(hazards_found as integer) as hazards_found
from facts.return
where ($unit is null or unit_code = $unit)
order by month desc, unit_code, dataset`,
    { unit: optional('text') },
  ),
  namedQuery(
    'return_status',
    `select
  unit_code,
  dataset,
  month,
  due_date,
  received_at,
  status
from facts.return
where month = coalesce(cast($month as date), (select max(month) from facts.return))
order by unit_code, dataset`,
    { month: optional('month') },
  ),
];
