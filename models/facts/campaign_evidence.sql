-- One row per thing done that may fulfil an obligation, and time span in which that was known (null known_to:
-- it still is): by whom, when it was done, which day it is about, and the row that says so. A row sent again has a
-- span of its own that begins where the earlier one ends; one that was corrected away has only spans that ended.
with
-- A list counts once, however many risks it names.
risks as (
  select
    unit_code,
    report_month,
    min(received_at) as received_at,
    known_from,
    known_to,
    file_id,
    min(sheet) as sheet,
    min(row_number) as row_number
  from staging.risk_list
  group by unit_code, report_month, known_from, known_to, file_id
),
-- The area is that of which the unit was as far as known when the visit was.
visits as (
  select
    i.*,
    u.area
  from staging.inspection i
  join facts.unit_version u
    on u.unit_code = i.unit_code
    and u.counts_from <= i.known_from
    and (u.valid_to is null or u.valid_to > i.known_from)
),
area_leads as (
  select
    f.unit_code as lead_unit_code,
    u.area,
    case when f.valid_from <= u.valid_from then u.counts_from else f.valid_from end as lead_from,
    least(coalesce(f.valid_to, timestamp '9999-12-31'), coalesce(u.valid_to, timestamp '9999-12-31'))
      as lead_until
  from facts.unit_fact f
  join facts.unit_version u on u.unit_code = f.unit_code
  where f.fact = 'area_lead'
),
-- One outing counts once for the body that made it, however many units it saw: for the bureau's (no lead unit),
-- and for the lead unit of an area.
sighting as (
  select null::varchar as lead_unit_code, inspection_type, inspection_date, known_from, known_to,
    file_id, sheet, row_number
  from visits
  union all
  select l.lead_unit_code, v.inspection_type, v.inspection_date, v.known_from, v.known_to,
    v.file_id, v.sheet, v.row_number
  from visits v
  join area_leads l
    on l.area = v.area
    and l.lead_from <= v.known_from
    and l.lead_until > v.known_from
  where v.inspection_type = 'area_mutual'
),
-- It is known as long as any record of it stands; where all were withdrawn, a record sent later begins anew.
reached as (
  select
    *,
    max(coalesce(known_to, timestamp '9999-12-31')) over (
      partition by lead_unit_code, inspection_type, inspection_date
      order by known_from, known_to
      rows between unbounded preceding and 1 preceding
    ) as known_until
  from sighting
  where known_to is null
    or known_to > known_from
),
stretch as (
  select
    *,
    sum(case when known_from <= known_until then 0 else 1 end) over (
      partition by lead_unit_code, inspection_type, inspection_date
      order by known_from, known_to
      rows between unbounded preceding and current row
    ) as nth
  from reached
),
outings as (
  select
    lead_unit_code,
    inspection_type,
    inspection_date,
    min(known_from) as known_from,
    case when count(*) = count(known_to) then max(known_to) end as known_to,
    min(file_id) as file_id,
    min(sheet) as sheet,
    min(row_number) as row_number
  from stretch
  group by lead_unit_code, inspection_type, inspection_date, nth
),
done as (
  select unit_code as debtor, 'activity/' || activity_type as evidence, topic, campaign as named,
    null::varchar as item, activity_date as about_date, activity_date as done_date,
    times as amount, known_from, known_to, 'activity' as dataset, file_id, sheet, row_number
  from staging.activity
  union all
  select unit_code, 'photo', topic, campaign, null, activity_date, activity_date, photos,
    known_from, known_to, 'activity', file_id, sheet, row_number
  from staging.activity
  where photos > 0
  union all
  select unit_code, 'hand_in/' || document, topic, campaign, item,
    coalesce(period_date, handed_in_on), handed_in_on, 1, known_from, known_to, 'hand_in', file_id,
    sheet, row_number
  from staging.hand_in
  union all
  select unit_code, 'photo', topic, campaign, item, handed_in_on, handed_in_on, photos,
    known_from, known_to, 'hand_in', file_id, sheet, row_number
  from staging.hand_in
  where photos > 0
  union all
  select body, 'activity/' || activity_type, topic, campaign, null, entry_date, entry_date, 1,
    known_from, known_to, 'office_log', file_id, sheet, row_number
  from staging.office_log
  where activity_type is not null
  union all
  select body, 'hand_in/' || document, topic, campaign, null, coalesce(period_date, entry_date),
    entry_date, 1, known_from, known_to, 'office_log', file_id, sheet, row_number
  from staging.office_log
  where document is not null
  union all
  -- A monthly return is about its month: the 28th stands for it (rule H4).
  select unit_code, 'hazard_return', null, null, null, report_month + 27, received_at::date, 1,
    known_from, known_to, 'hazard_return', file_id, sheet, row_number
  from staging.hazard_return
  union all
  select unit_code, 'self_check', null, null, null, report_month + 27, report_month + 27,
    self_checks, known_from, known_to, 'hazard_return', file_id, sheet, row_number
  from staging.hazard_return
  where self_checks > 0
  union all
  select unit_code, 'hazard_cleared', null, null, null, report_month + 27, report_month + 27, 1,
    known_from, known_to, 'hazard_return', file_id, sheet, row_number
  from staging.hazard_return
  where hazards_open = 0
  union all
  select unit_code, 'drill', drill_type, null, null, drill_date, drill_date, 1, known_from,
    known_to, 'drill', file_id, sheet, row_number
  from staging.drill
  union all
  select unit_code, 'hand_in/risk_list', null, null, null, report_month + 27, received_at::date, 1,
    known_from, known_to, 'risk_list', file_id, sheet, row_number
  from risks
  union all
  select unit_code, 'platform/' || platform, null, null, null, report_month + 27, uploaded_on, 1,
    known_from, known_to, 'platform_upload', file_id, sheet, row_number
  from staging.platform_upload
  union all
  select unit_code, 'education_task', null, null, null, report_month + 27,
    coalesce(completed_on, received_at::date), 1, known_from, known_to, 'education_task', file_id,
    sheet, row_number
  from staging.education_task
  where students_completed >= students_assigned
  union all
  select unit_code, 'fire_check', null, null, null, fire_check_date, fire_check_date, 1, known_from,
    known_to, 'fire_check', file_id, sheet, row_number
  from staging.fire_check
  union all
  select unit_code, 'hazardous_waste/' || waste_report, null, null, null,
    case when waste_report = 'month' then report_month + 27 else declared_on end, declared_on, 1,
    known_from, known_to, 'hazardous_waste', file_id, sheet, row_number
  from staging.hazardous_waste
  union all
  select unit_code, 'bus', null, null, null, registered_on, registered_on, 1, known_from, known_to,
    'bus', file_id, sheet, row_number
  from staging.bus
  union all
  select unit_code, 'security_standard', null, null, null, report_month + 27, received_at::date, 1,
    known_from, known_to, 'security_standard', file_id, sheet, row_number
  from staging.security_standard
  where guards_full_time >= guards_needed
    and campus_closed
    and barriers
    and alarm_linked
    and video_linked
  union all
  select unit_code, 'safe_campus', null, null, null, decided_on, decided_on, 1, known_from,
    known_to, 'safe_campus', file_id, sheet, row_number
  from staging.safe_campus
  where title_state in ('held', 'rechecked')
  union all
  select unit_code, 'safety_month_return', null, null, null, report_month + 27, received_at::date, 1,
    known_from, known_to, 'safety_month_return', file_id, sheet, row_number
  from staging.safety_month_return
  union all
  select unit_code, 'inspection/' || inspection_type, null, null, null, inspection_date,
    inspection_date, 1, known_from, known_to, 'inspection', file_id, sheet, row_number
  from visits
  union all
  select b.body, 'inspection/' || o.inspection_type, null, null, null, o.inspection_date,
    o.inspection_date, 1, o.known_from, o.known_to, 'inspection', o.file_id, o.sheet, o.row_number
  from outings o
  join campaign.body b
    on b.body = 'bureau'
    or (b.body = 'police' and o.inspection_type = 'pre_holiday')
    or (b.body = 'member_agencies' and o.inspection_type = 'member_agency')
    or (b.body = 'committee'
      and o.inspection_type in ('private_kindergarten', 'recheck', 'member_agency', 'system_sweep'))
  where o.lead_unit_code is null
  union all
  select lead_unit_code, 'inspection/' || inspection_type, null, null, null, inspection_date,
    inspection_date, 1, known_from, known_to, 'inspection', file_id, sheet, row_number
  from outings
  where lead_unit_code is not null
),
-- Papers name their campaign by its code or by its name.
named as (
  select distinct definition, definition as written from campaign.campaign
  union
  select distinct definition, label_zh from campaign.campaign
  union
  select distinct definition, label_en from campaign.campaign
)
select
  g.debtor_number,
  d.evidence,
  d.topic,
  n.definition,
  d.item,
  d.about_date,
  d.done_date,
  d.amount::integer as amount,
  d.known_from,
  d.known_to,
  d.dataset,
  d.file_id,
  d.sheet,
  d.row_number
from done d
join facts.debtor g on g.debtor = d.debtor
left join named n on n.written = d.named
-- A version that was replaced at the moment it came was never known.
where d.known_to is null
  or d.known_to > d.known_from
