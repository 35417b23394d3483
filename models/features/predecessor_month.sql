-- One row per unit, month and unit that had ended by then, as known, and that it follows: directly, or by way
-- of units that ended themselves.
with recursive
direct as (
  select
    s.successor_code as unit_code,
    m.month,
    s.unit_code as predecessor_code,
    v.unit_name as predecessor_name
  from facts.succession s
  join features.month_rule m
    on s.valid_from < m.cutoff
    and (s.valid_to is null or s.valid_to >= m.cutoff)
  join facts.unit_version v
    on v.unit_code = s.unit_code
    and v.valid_from < m.cutoff
    and (v.valid_to is null or v.valid_to >= m.cutoff)
  where s.successor_code <> s.unit_code
    and not v.is_open
),
line as (
  select unit_code, month, predecessor_code, predecessor_name, 1 as depth
  from direct
  union all
  select l.unit_code, l.month, d.predecessor_code, d.predecessor_name, l.depth + 1
  from line l
  join direct d
    on d.unit_code = l.predecessor_code
    and d.month = l.month
  where l.depth < 5
    and d.predecessor_code <> l.unit_code
)
select
  unit_code,
  month,
  predecessor_code,
  min(predecessor_name) as predecessor_name
from line
group by unit_code, month, predecessor_code
