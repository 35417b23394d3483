import { text } from '../../contracts/index.ts';
import { optional, type NamedQuery } from '../named-query.ts';

/** What became of units and of their hazards, as far as it still holds. */
export const historyQueries: readonly NamedQuery[] = [
  {
    name: 'unit_change',
    title: text('单位变更', 'Changes of units'),
    source: 'facts.unit_change',
    parameters: { unit: optional('text') },
    dictionary: ['change_type'],
    // A unit's own changes, and those of the units that it follows.
    sql: `select
  change.change_number,
  change.change_date,
  change.change_type,
  change.unit_code,
  coalesce(before.unit_name, unit.unit_name) as unit_name,
  change.successor_codes,
  change.new_name,
  before.parent_code,
  change.new_parent_code,
  before.area,
  change.new_area,
  change.document_number,
  change.remark,
  change.counts_from,
  change.file_id,
  change.sheet,
  change.row_number
from facts.unit_change as change
join facts.unit as unit
  on unit.unit_code = change.unit_code
left join facts.unit_version as before
  on before.unit_code = change.unit_code
  and before.valid_to = change.counts_from
where $unit is null
  or change.unit_code = $unit
  or exists (
    select 1
    from facts.succession as followed
    where followed.change_number = change.change_number
      and followed.successor_code = $unit
      and followed.valid_to is null
  )
order by change.change_date desc, change.change_number desc`,
  },
  {
    name: 'hazard_event',
    title: text('隐患经过', 'What befell the hazards'),
    source: 'facts.hazard_event',
    parameters: { unit: optional('text') },
    dictionary: ['unit_code', 'event', 'file_id', 'sheet'],
    sql: `select
  unit_code,
  hazard_number,
  event,
  event_date,
  before,
  after,
  report_month,
  known_from,
  file_id,
  sheet,
  row_number
from facts.hazard_event
where known_to is null
  and ($unit is null or unit_code = $unit)
order by unit_code, hazard_number, report_month, known_from, event`,
  },
];
