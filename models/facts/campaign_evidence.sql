-- One row per thing done that may fulfil an obligation: by whom, when it was done, which day it is about,
-- when we first learned of it, and the row that says so. `debtor` is a unit, or a body that is none.
-- Rows that were corrected away are none; a row sent again keeps the time at which it was first known.
with
papers as (
  select
    h.*,
    min(h.known_from) over (
      partition by h.unit_code, h.document, h.handed_in_on, h.document_title
    ) as first_known
  from staging.hand_in h
),
acts as (
  select
    a.*,
    min(a.known_from) over (
      partition by a.unit_code, a.activity_date, a.activity_type, a.topic
    ) as first_known
  from staging.activity a
),
work as (
  select
    w.*,
    min(w.known_from) over (partition by w.entry_number, w.body, w.entry_date) as first_known
  from staging.office_log w
),
monthly as (
  select
    r.*,
    min(r.known_from) over (partition by r.unit_code, r.report_month) as first_known
  from staging.hazard_return r
),
drills as (
  select
    d.*,
    min(d.known_from) over (partition by d.unit_code, d.drill_date, d.drill_type) as first_known
  from staging.drill d
),
risks as (
  select
    unit_code,
    report_month,
    min(known_from) as first_known,
    min(file_id) filter (where known_to is null) as file_id,
    min(sheet) filter (where known_to is null) as sheet,
    min(row_number) filter (where known_to is null) as row_number
  from staging.risk_list
  group by unit_code, report_month
),
visits as (
  select
    i.*,
    u.area,
    min(i.known_from) over (partition by i.inspection_number) as first_known
  from staging.inspection i
  join facts.unit u on u.unit_code = i.unit_code
),
-- One outing counts once for the body that made it, however many units it saw.
outings as (
  select
    inspection_type,
    inspection_date,
    min(first_known) as first_known,
    min(file_id) as file_id,
    min(sheet) as sheet,
    min(row_number) as row_number
  from visits
  where known_to is null
  group by inspection_type, inspection_date
),
area_outings as (
  select
    a.lead_unit_code,
    v.inspection_type,
    v.inspection_date,
    min(v.first_known) as first_known,
    min(v.file_id) as file_id,
    min(v.sheet) as sheet,
    min(v.row_number) as row_number
  from visits v
  join facts.area a on a.area = v.area and a.lead_unit_code is not null
  where v.known_to is null
    and v.inspection_type = 'area_mutual'
  group by a.lead_unit_code, v.inspection_type, v.inspection_date
),
done as (
  select unit_code as debtor, 'activity/' || activity_type as evidence, topic, campaign as named,
    null::varchar as item, activity_date as about_date, activity_date as done_date,
    times as amount, first_known as known_from, 'activity' as dataset, file_id, sheet, row_number
  from acts
  where known_to is null
  union all
  select unit_code, 'photo', topic, campaign, null, activity_date, activity_date, photos,
    first_known, 'activity', file_id, sheet, row_number
  from acts
  where known_to is null and photos > 0
  union all
  select unit_code, 'hand_in/' || document, topic, campaign, item,
    coalesce(period_date, handed_in_on), handed_in_on, 1, first_known, 'hand_in', file_id, sheet,
    row_number
  from papers
  where known_to is null
  union all
  select unit_code, 'photo', topic, campaign, item, handed_in_on, handed_in_on, photos,
    first_known, 'hand_in', file_id, sheet, row_number
  from papers
  where known_to is null and photos > 0
  union all
  select body, 'activity/' || activity_type, topic, campaign, null, entry_date, entry_date, 1,
    first_known, 'office_log', file_id, sheet, row_number
  from work
  where known_to is null and activity_type is not null
  union all
  select body, 'hand_in/' || document, topic, campaign, null, coalesce(period_date, entry_date),
    entry_date, 1, first_known, 'office_log', file_id, sheet, row_number
  from work
  where known_to is null and document is not null
  union all
  -- A monthly return is about its month: the 28th stands for it (rule H4).
  select unit_code, 'hazard_return', null, null, null, report_month + 27, first_known::date, 1,
    first_known, 'hazard_return', file_id, sheet, row_number
  from monthly
  where known_to is null
  union all
  select unit_code, 'daily_check', null, null, null, report_month + 27, report_month + 27,
    self_checks, first_known, 'hazard_return', file_id, sheet, row_number
  from monthly
  where known_to is null and self_checks > 0
  union all
  select unit_code, 'hazard_cleared', null, null, null, report_month + 27, report_month + 27, 1,
    first_known, 'hazard_return', file_id, sheet, row_number
  from monthly
  where known_to is null and hazards_open = 0
  union all
  select unit_code, 'drill', drill_type, null, null, drill_date, drill_date, 1, first_known,
    'drill', file_id, sheet, row_number
  from drills
  where known_to is null
  union all
  select unit_code, 'hand_in/risk_list', null, null, null, report_month + 27, first_known::date, 1,
    first_known, 'risk_list', file_id, sheet, row_number
  from risks
  where file_id is not null
  union all
  select unit_code, 'platform/' || platform, null, null, null, report_month + 27, uploaded_on, 1,
    min(known_from) over (partition by unit_code, report_month, platform), 'platform_upload',
    file_id, sheet, row_number
  from staging.platform_upload
  where known_to is null
  union all
  select unit_code, 'education_task', null, null, null, report_month + 27,
    coalesce(completed_on, known_from::date), 1, known_from, 'education_task', file_id, sheet,
    row_number
  from staging.education_task
  where known_to is null and students_completed >= students_assigned
  union all
  select unit_code, 'fire_check', null, null, null, fire_check_date, fire_check_date, 1, known_from,
    'fire_check', file_id, sheet, row_number
  from staging.fire_check
  where known_to is null
  union all
  select unit_code, 'hazardous_waste/' || waste_report, null, null, null,
    case when waste_report = 'month' then report_month + 27 else declared_on end, declared_on, 1,
    known_from, 'hazardous_waste', file_id, sheet, row_number
  from staging.hazardous_waste
  where known_to is null
  union all
  select unit_code, 'bus', null, null, null, registered_on, registered_on, 1, known_from, 'bus',
    file_id, sheet, row_number
  from staging.bus
  where known_to is null
  union all
  select unit_code, 'security_standard', null, null, null, report_month + 27, known_from::date, 1,
    known_from, 'security_standard', file_id, sheet, row_number
  from staging.security_standard
  where known_to is null
    and guards_full_time >= guards_needed
    and campus_closed
    and barriers
    and alarm_linked
    and video_linked
  union all
  select unit_code, 'safe_campus', null, null, null, decided_on, decided_on, 1, known_from,
    'safe_campus', file_id, sheet, row_number
  from staging.safe_campus
  where known_to is null and title_state in ('held', 'rechecked')
  union all
  select unit_code, 'safety_month_return', null, null, null, report_month + 27, known_from::date, 1,
    known_from, 'safety_month_return', file_id, sheet, row_number
  from staging.safety_month_return
  where known_to is null
  union all
  select unit_code, 'inspection/' || inspection_type, null, null, null, inspection_date,
    inspection_date, 1, first_known, 'inspection', file_id, sheet, row_number
  from visits
  where known_to is null
  union all
  select b.body, 'inspection/' || o.inspection_type, null, null, null, o.inspection_date,
    o.inspection_date, 1, o.first_known, 'inspection', o.file_id, o.sheet, o.row_number
  from outings o
  join campaign.body b
    on b.body = 'bureau'
    or (b.body = 'police' and o.inspection_type = 'pre_holiday')
    or (b.body = 'member_agencies' and o.inspection_type = 'member_agency')
    or (b.body = 'committee'
      and o.inspection_type in ('private_kindergarten', 'recheck', 'member_agency', 'system_sweep'))
  union all
  select lead_unit_code, 'inspection/' || inspection_type, null, null, null, inspection_date,
    inspection_date, 1, first_known, 'inspection', file_id, sheet, row_number
  from area_outings
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
  d.debtor,
  d.evidence,
  d.topic,
  n.definition,
  d.item,
  d.about_date,
  d.done_date,
  d.amount::integer as amount,
  d.known_from,
  d.dataset,
  d.file_id,
  d.sheet,
  d.row_number
from done d
left join named n on n.written = d.named
