-- One row per unit and month: the indicators, from what was known at the month's end.
-- Every indicator is worse when it is higher. evidence_<indicator> counts the rows behind it.
with
exposure as (
  select
    u.unit_code,
    u.month,
    sum(e.points) filter (where e.indicator = 'exposure_facilities') as facilities,
    sum(e.points) filter (where e.indicator = 'exposure_people') as people,
    count(*) filter (where e.indicator = 'exposure_facilities') as facility_facts,
    count(*) filter (where e.indicator = 'exposure_people') as people_facts
  from features.unit_in_month u
  join features.exposure e
    on e.unit_code = u.unit_code
    and e.known_from = u.register_known_from
    and e.policy_version = u.policy_version
  where coalesce(e.counts_from_year, 0) <= year(u.month)
  group by u.unit_code, u.month
),
hazard as (
  select
    unit_code,
    month,
    count(*) filter (where is_open) as open_hazards,
    count(*) filter (where is_open and severity = 'major') as open_majors,
    count(*) filter (where is_overdue) as overdue,
    sum(days_overdue) as days_overdue,
    count(*) filter (where days_overdue > 0) as overdue_ever,
    sum(extensions) as extensions,
    count(*) filter (where extensions > 0) as extended
  from features.hazard_month
  group by unit_code, month
),
finding as (
  select
    unit_code,
    month,
    count(*) filter (where is_overdue) as overdue,
    count(*) filter (where is_open_major) as open_majors,
    count(*) filter (where is_repeated) as repeated,
    count(*) filter (where is_false_return) as false_returns
  from features.finding_month
  group by unit_code, month
),
late_return as (
  select
    unit_code,
    month,
    count(*) filter (where is_missing) as missing,
    count(*) as not_on_time
  from features.return_month
  group by unit_code, month
),
drill as (
  select
    unit_code,
    month,
    count(*) filter (where is_missed) as missed,
    count(*) as incomplete
  from features.drill_month
  group by unit_code, month
),
accident as (
  select
    unit_code,
    month,
    sum(points) as points,
    count(*) filter (where points > 0) as counted,
    count(*) filter (where is_gate) as gates
  from features.accident_month
  group by unit_code, month
),
-- What the unit took over from units that ended.
carried as (
  select
    unit_code,
    month,
    count(*) filter (where gate = 'accident_recent') as accidents,
    count(*) filter (where gate = 'open_major_hazard') as open_majors
  from features.carried_gate
  group by unit_code, month
),
-- Rule D2: fewer in a whole year of duty than the year's minimum counts like drills missed.
year_of_drills as (
  select
    u.unit_code,
    u.month,
    greatest(0, q.minimum_year + q.extra_year - c.drills) as short
  from features.unit_in_month u
  join features.month_rule m on m.month = u.month
  join policy.drill_requirement q
    on q.policy_version = u.policy_version
    and q.kind = u.kind
  join features.running_count c
    on c.unit_code = u.unit_code
    and c.month = u.month
  join features.return_scope s
    on s.month = u.month
    and s.dataset = 'drill'
  where m.month_index - m.drill_months - m.drill_judged_after_months + 1
      >= greatest(u.first_month_index, date_diff('month', date '2000-01-01', s.first_month))
)
select
  u.unit_code,
  u.month,
  u.policy_version,
  u.kind,
  coalesce(e.facilities, 0)::double as exposure_facilities,
  coalesce(e.people, 0)::double as exposure_people,
  coalesce(h.overdue, 0)::double as hazard_overdue,
  coalesce(h.days_overdue, 0)::double as hazard_days_overdue,
  coalesce(h.extensions, 0)::double as hazard_extended,
  coalesce(f.overdue, 0)::double as finding_overdue,
  coalesce(r.missing, 0)::double as return_missing,
  coalesce(r.not_on_time, 0)::double as return_late,
  coalesce(o.silence, 0)::double as report_silence,
  coalesce(g.campaign_late, 0)::double as campaign_late,
  greatest(coalesce(d.missed, 0), coalesce(y.short, 0))::double as drill_missed,
  coalesce(d.incomplete, 0)::double as drill_incomplete,
  x.expected::double as finding_expected,
  coalesce(f.repeated, 0)::double as finding_repeated,
  coalesce(a.points, 0)::double as accident_history,
  x.expected_low::double as finding_expected_low,
  x.expected_high::double as finding_expected_high,
  x.expected_if_clean::double as finding_expected_if_clean,
  x.weighted_visits::double as weighted_visits,
  x.verdict as history_verdict,
  x.above_probability::double as above_probability,
  x.serious_probability::double as serious_probability,
  (coalesce(a.gates, 0) + coalesce(t.accidents, 0))::integer as gate_accident_recent,
  (coalesce(h.open_majors, 0) + coalesce(f.open_majors, 0) + coalesce(t.open_majors, 0))::integer
    as gate_open_major_hazard,
  coalesce(f.false_returns, 0)::integer as gate_false_return,
  coalesce(h.open_hazards, 0)::integer as open_hazards,
  coalesce(h.open_majors, 0)::integer as open_major_hazards,
  coalesce(e.facility_facts, 0)::integer as evidence_exposure_facilities,
  coalesce(e.people_facts, 0)::integer as evidence_exposure_people,
  coalesce(h.overdue_ever, 0)::integer as evidence_hazard_days_overdue,
  coalesce(h.extended, 0)::integer as evidence_hazard_extended,
  c.returns as evidence_report_silence,
  coalesce(d.missed, 0)::integer as evidence_drill_missed,
  x.visits as evidence_finding_expected,
  coalesce(a.counted, 0)::integer as evidence_accident_history
from features.unit_in_month u
join features.running_count c
  on c.unit_code = u.unit_code
  and c.month = u.month
join features.expected_finding x
  on x.unit_code = u.unit_code
  and x.month = u.month
left join features.own_report o
  on o.unit_code = u.unit_code
  and o.month = u.month
left join exposure e
  on e.unit_code = u.unit_code
  and e.month = u.month
left join hazard h
  on h.unit_code = u.unit_code
  and h.month = u.month
left join finding f
  on f.unit_code = u.unit_code
  and f.month = u.month
left join late_return r
  on r.unit_code = u.unit_code
  and r.month = u.month
left join features.campaign_month g
  on g.unit_code = u.unit_code
  and g.month = u.month
left join drill d
  on d.unit_code = u.unit_code
  and d.month = u.month
left join year_of_drills y
  on y.unit_code = u.unit_code
  and y.month = u.month
left join accident a
  on a.unit_code = u.unit_code
  and a.month = u.month
left join carried t
  on t.unit_code = u.unit_code
  and t.month = u.month
