-- One row per file of the ledger: where it stands in the order of receipt, and which file took its place.
-- A correction (intake.file.replaces) takes the place of the file that it corrects as a whole. Of several
-- corrections of one file, or of corrections of corrections, the one received last stands. One that was
-- rejected replaces nothing; one that could be read only later (readable_from) takes the place from then on.
with recursive family as (
  select
    f.file_id as root,
    f.file_id,
    0 as depth,
    f.received_at as standing_from,
    f.readable_from
  from intake.file f
  where not exists (select 1 from intake.file c where c.file_id = f.replaces)
  union all
  select
    a.root,
    f.file_id,
    a.depth + 1 as depth,
    case when f.received_at < a.standing_from then a.standing_from else f.received_at end as standing_from,
    f.readable_from
  from family a
  join intake.file f on f.replaces = a.file_id
),
successor as (
  select
    a.file_id,
    lead(a.file_id) over (
      partition by a.root
      order by a.standing_from, a.depth, f.loaded_at, f.file_name, a.file_id
    ) as replaced_by,
    min(
      case when a.readable_from > a.standing_from then a.readable_from else a.standing_from end
    ) over (
      partition by a.root
      order by a.standing_from, a.depth, f.loaded_at, f.file_name, a.file_id
      rows between 1 following and unbounded following
    ) as replaced_at
  from family a
  join intake.file f on f.file_id = a.file_id
  where f.status <> 'rejected'
)
select
  f.file_id,
  row_number() over (
    order by
      f.received_at,
      case when s.replaced_by is null then 1 else 0 end,
      f.loaded_at,
      f.file_name,
      f.file_id
  ) as place,
  s.replaced_by,
  s.replaced_at
from intake.file f
left join successor s on s.file_id = f.file_id
