-- One row per unit and time span in which name, kind, parent, area and state were the same as far as known:
-- from the versions of the register (staging.unit) and the changes registered (staging.unit_change).
-- A change counts from its date, or from the day we learned of it where that is later, until a register
-- received after that says otherwise: the newest word on name, parent and area stands. A register does not
-- open again what a change closed or merged: only a change of type reopen does. A unit that splits goes on
-- where it is one of its own successors. What was received before the unit was registered is told by its first
-- version: counts_from.
with
register as (
  select *
  from staging.unit
  where known_to is null
    or known_to > known_from
),
change as (
  select
    c.*,
    case when c.known_from > c.change_date::timestamp then c.known_from
      else c.change_date::timestamp end as since,
    coalesce(c.known_to, timestamp '9999-01-01') as until
  from staging.unit_change c
),
effective as (
  select
    c.*,
    c.change_type in ('close', 'merge')
      or (c.change_type = 'split' and itself.unit_code is null) as closes
  from change c
  left join facts.succession itself
    on itself.change_number = c.change_number
    and itself.valid_from = c.since
    and itself.unit_code = c.unit_code
    and itself.successor_code = c.unit_code
  where c.since < c.until
),
moment as (
  select unit_code, known_from as valid_from from register
  union
  select unit_code, since from effective
  union
  select unit_code, until from effective where until < timestamp '9999-01-01'
),
spell as (
  select
    m.unit_code,
    m.valid_from,
    r.unit_name,
    r.kind,
    r.ownership,
    r.area,
    r.parent_code,
    r.unit_status,
    r.known_from as register_known_from
  from moment m
  join register r
    on r.unit_code = m.unit_code
    and r.known_from <= m.valid_from
    and (r.known_to is null or r.known_to > m.valid_from)
),
-- Changes that count in a spell, the newest first.
counting as (
  select
    s.unit_code,
    s.valid_from,
    c.since >= s.register_known_from as is_newer,
    c.change_type,
    c.closes,
    c.new_name,
    c.new_parent_code,
    c.new_area,
    row_number() over (
      partition by s.unit_code, s.valid_from
      order by c.since, c.change_date, c.change_number
    ) as nth
  from spell s
  join effective c
    on c.unit_code = s.unit_code
    and c.since <= s.valid_from
    and c.until > s.valid_from
),
last_word as (
  select
    unit_code,
    valid_from,
    max(case when is_newer and change_type not in ('close', 'merge') and new_name is not null
      then nth end) as name_nth,
    max(case when is_newer and change_type not in ('close', 'merge')
      and (new_parent_code is not null or change_type = 'independent')
      then nth end) as parent_nth,
    max(case when is_newer and change_type not in ('close', 'merge') and new_area is not null
      then nth end) as area_nth,
    max(case when closes then nth end) as closed_nth,
    max(case when change_type = 'reopen' then nth end) as reopened_nth,
    max(case when change_type = 'reopen' and is_newer then nth end) as reopened_newer_nth
  from counting
  group by unit_code, valid_from
)
select
  s.unit_code,
  s.valid_from,
  min(s.valid_from) over (
    partition by s.unit_code
    order by s.valid_from
    rows between 1 following and 1 following
  ) as valid_to,
  case when row_number() over (partition by s.unit_code order by s.valid_from) = 1
    then timestamp '0001-01-01' else s.valid_from end as counts_from,
  coalesce(n.new_name, s.unit_name) as unit_name,
  case
    when p.change_type = 'independent' then null
    else coalesce(p.new_parent_code, s.parent_code)
  end as parent_code,
  coalesce(a.new_area, s.area) as area,
  s.kind,
  s.ownership,
  case
    when w.closed_nth is not null and coalesce(w.reopened_nth, 0) < w.closed_nth then false
    when w.reopened_newer_nth is not null then true
    else s.unit_status = 'open'
  end as is_open,
  s.register_known_from
from spell s
left join last_word w
  on w.unit_code = s.unit_code
  and w.valid_from = s.valid_from
left join counting n
  on n.unit_code = s.unit_code
  and n.valid_from = s.valid_from
  and n.nth = w.name_nth
left join counting p
  on p.unit_code = s.unit_code
  and p.valid_from = s.valid_from
  and p.nth = w.parent_nth
left join counting a
  on a.unit_code = s.unit_code
  and a.valid_from = s.valid_from
  and a.nth = w.area_nth
