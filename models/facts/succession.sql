-- One row per unit that ended or was parted, unit that follows it, and time span in which that holds as known
-- (null valid_to: it still does). A unit that splits may be one of its own successors. Codes of successors stand in one cell, with any separator between them.
with
change as (
  select
    c.change_number,
    c.change_type,
    c.change_date,
    c.unit_code,
    replace(replace(replace(replace(replace(replace(replace(
      ',' || c.successor_codes || ',', '，', ','), '、', ','), ';', ','), '；', ','), '/', ','),
      ' ', ','), chr(10), ',') as successors,
    case when c.known_from > c.change_date::timestamp then c.known_from
      else c.change_date::timestamp end as valid_from,
    c.known_to as valid_to
  from staging.unit_change c
  where c.change_type in ('close', 'merge', 'split')
    and c.successor_codes is not null
),
known_unit as (
  select distinct unit_code
  from staging.unit
)
select
  c.unit_code,
  u.unit_code as successor_code,
  c.change_number,
  c.change_type,
  c.change_date,
  c.valid_from,
  c.valid_to
from change c
join known_unit u
  on strpos(c.successors, ',' || u.unit_code || ',') > 0
where (u.unit_code <> c.unit_code or c.change_type = 'split')
  and (c.valid_to is null or c.valid_to > c.valid_from)
