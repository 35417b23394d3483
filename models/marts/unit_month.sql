-- One row per unit and month: name, parent and area, indicators and points as known at the month's end, the
-- decision, and what happened in the month as known when this was published (late returns included).
with
-- A gate, else the indicator with most points that management can change, else inherent exposure; of what counts.
first_reason as (
  select
    unit_code,
    month,
    coalesce(min(ordinal) filter (where indicator_group <> 'exposure' or reason_kind = 'gate'),
      min(ordinal)) as ordinal
  from marts.decision_reason
  where reason_kind <> 'hold'
    and is_counted
  group by unit_code, month
),
main_reason as (
  select
    r.unit_code,
    r.month,
    r.indicator
  from marts.decision_reason r
  join first_reason f
    on f.unit_code = r.unit_code
    and f.month = r.month
    and f.ordinal = r.ordinal
),
found as (
  select
    unit_code,
    date_trunc('month', found_date)::date as month,
    count(*) as hazards
  from facts.hazard
  group by unit_code, date_trunc('month', found_date)::date
),
closed as (
  select
    unit_code,
    date_trunc('month', event_date)::date as month,
    count(distinct hazard_number) as hazards
  from facts.hazard_event
  where event = 'struck_off'
    and known_to is null
  group by unit_code, date_trunc('month', event_date)::date
),
return_start as (
  select
    dataset,
    min(month) as first_month
  from facts.return
  where received_at is not null
  group by dataset
),
handed_in as (
  select
    r.unit_code,
    r.month,
    count(*) as due,
    count(*) filter (where r.status = 'on_time') as on_time,
    count(r.received_at) as received
  from facts.return r
  join return_start s
    on s.dataset = r.dataset
    and s.first_month <= r.month
  where r.dataset = 'hazard_return'
  group by r.unit_code, r.month
),
drill_owed as (
  select
    p.unit_code,
    p.last_month as month,
    count(*) as drills
  from features.drill_period p
  join features.return_scope s
    on s.month = p.last_month
    and s.dataset = 'drill'
    and s.first_month <= p.first_month
  group by p.unit_code, p.last_month
),
drill_held as (
  select
    unit_code,
    date_trunc('month', drill_date)::date as month,
    count(*) as drills
  from facts.drill
  group by unit_code, date_trunc('month', drill_date)::date
),
-- A period counts as met in its last month, whichever of its months the drill was held in.
drill_met as (
  select
    p.unit_code,
    p.last_month as month,
    count(distinct p.first_month) as drills
  from features.drill_period p
  join facts.drill d
    on d.unit_code = p.unit_code
    and d.drill_date >= p.first_month
    and d.drill_date < (p.last_month + interval 1 month)::date
  group by p.unit_code, p.last_month
),
visited as (
  select
    unit_code,
    date_trunc('month', inspection_date)::date as month,
    count(*) as inspections,
    sum(findings) as findings,
    sum(major_findings) as major_findings
  from facts.inspection
  group by unit_code, date_trunc('month', inspection_date)::date
),
accident as (
  select
    unit_code,
    date_trunc('month', occurred_at)::date as month,
    count(*) as accidents
  from facts.accident
  group by unit_code, date_trunc('month', occurred_at)::date
)
select
  f.unit_code,
  f.month,
  u.unit_name,
  u.kind,
  u.ownership,
  u.area,
  u.parent_code,
  f.exposure_facilities,
  p.exposure_facilities_points,
  f.exposure_people,
  p.exposure_people_points,
  f.hazard_overdue,
  p.hazard_overdue_points,
  f.hazard_days_overdue,
  p.hazard_days_overdue_points,
  f.hazard_extended,
  p.hazard_extended_points,
  f.finding_overdue,
  p.finding_overdue_points,
  f.return_missing,
  p.return_missing_points,
  f.return_late,
  p.return_late_points,
  f.report_silence,
  p.report_silence_points,
  f.campaign_late,
  p.campaign_late_points,
  f.drill_missed,
  p.drill_missed_points,
  f.drill_incomplete,
  p.drill_incomplete_points,
  f.finding_expected,
  p.finding_expected_points,
  f.finding_repeated,
  p.finding_repeated_points,
  f.accident_history,
  p.accident_history_points,
  p.exposure_points,
  p.hazard_points,
  p.responsibility_points,
  p.drill_points,
  p.inspection_points,
  f.serious_probability,
  f.history_verdict,
  d.score,
  d.tier,
  d.regime,
  b.previous_tier,
  b.previous_regime,
  (f.gate_accident_recent > 0)::integer
    + (f.gate_open_major_hazard > 0)::integer
    + (f.gate_false_return > 0)::integer as gates,
  m.indicator as main_reason,
  f.open_hazards,
  f.open_major_hazards,
  f.hazard_overdue::integer as overdue_hazards,
  coalesce(n.hazards, 0)::integer as hazards_found,
  coalesce(c.hazards, 0)::integer as hazards_closed,
  coalesce(h.due, 0)::integer as return_due,
  coalesce(h.on_time, 0)::integer as return_on_time,
  coalesce(h.received, 0)::integer as return_received,
  coalesce(o.drills, 0)::integer as drills_required,
  case when o.drills > 0 then coalesce(w.drills, 0) else 0 end::integer as drills_met,
  coalesce(k.drills, 0)::integer as drills_held,
  coalesce(v.inspections, 0)::integer as inspections,
  coalesce(v.findings, 0)::integer as findings,
  coalesce(v.major_findings, 0)::integer as major_findings,
  coalesce(a.accidents, 0)::integer as accidents
from features.unit_month f
join scores.point p
  on p.unit_code = f.unit_code
  and p.month = f.month
join marts.decision d
  on d.unit_code = f.unit_code
  and d.month = f.month
left join marts.decision_before b
  on b.unit_code = f.unit_code
  and b.month = f.month
join features.unit_in_month u
  on u.unit_code = f.unit_code
  and u.month = f.month
left join main_reason m
  on m.unit_code = f.unit_code
  and m.month = f.month
left join found n
  on n.unit_code = f.unit_code
  and n.month = f.month
left join closed c
  on c.unit_code = f.unit_code
  and c.month = f.month
left join handed_in h
  on h.unit_code = f.unit_code
  and h.month = f.month
left join drill_owed o
  on o.unit_code = f.unit_code
  and o.month = f.month
left join drill_held k
  on k.unit_code = f.unit_code
  and k.month = f.month
left join drill_met w
  on w.unit_code = f.unit_code
  and w.month = f.month
left join visited v
  on v.unit_code = f.unit_code
  and v.month = f.month
left join accident a
  on a.unit_code = f.unit_code
  and a.month = f.month
