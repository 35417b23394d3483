-- One row per unit and month: what simple methods of the field would say of the unit, higher is riskier, from
-- what was known at the month's end. The backtest holds the product's own scores against them. The schemes are
-- translated to what is known here; where a source leaves it to judgement, the cut is ours.
--
-- time_since_last: days since the last visit; a unit never visited comes first.
-- last_points: severity points of the last visit; a unit never visited gets the mean of the others.
-- ewma: the same, exponentially weighted (α .3; features.past_visit).
-- annex5: the food hygiene intervention rating of the UK Food Law Code of Practice, Annex 5: kind of activity
--   5/10/30/40, people at risk 0/5/10/15, vulnerable group (young children, special needs) 22, compliance in
--   practice and in premises 0–25 each, confidence in management 0/5/10/20/30. A unit not rated yet comes
--   first, as the code has it visited within 28 days.
-- iram: the Integrated Risk Assessment Method of IMPEL (easyTools guidance book, 2012): each impact is rated
--   0–5 and moved by −1, 0 or +1 for the operator's performance; the highest decides, one step down where
--   fewer than two impacts reach it.
-- lec: likelihood × exposure × consequence (Graham & Kinney 1976, Practical risk analysis for safety
--   management, NWC TP 5865), with their values: L .1–10, E .5–10, C 1–100.
with
boarding as (
  select
    unit_code,
    known_from,
    policy_version,
    sum(points) as boarders
  from features.exposure
  where fact = 'boarders'
  group by unit_code, known_from, policy_version
),
known as (
  select
    f.unit_code,
    f.month,
    f.kind,
    p.visits,
    p.serious_visits,
    p.days_since_last,
    coalesce(p.last_points, avg(p.last_points) over of_month, 0) as last_points,
    coalesce(p.ewma_points, avg(cast(p.ewma_points as decimal(38, 12))) over of_month, 0) as ewma_points,
    f.exposure_facilities / r.exposure_facilities_cap as facilities,
    f.exposure_people as people,
    f.accident_history,
    f.hazard_overdue + f.finding_overdue as overdue,
    f.open_major_hazards,
    f.return_missing + f.drill_missed as duties_missed,
    coalesce(b.boarders, 0) as boarders
  from features.unit_month f
  join features.past_visit p
    on p.unit_code = f.unit_code
    and p.month = f.month
  join features.unit_in_month u
    on u.unit_code = f.unit_code
    and u.month = f.month
  join scores.rate r on r.policy_version = f.policy_version
  left join boarding b
    on b.unit_code = u.unit_code
    and b.known_from = u.register_known_from
    and b.policy_version = u.policy_version
  window of_month as (partition by f.month)
),
impact as (
  select
    *,
    case when facilities >= 0.8 then 5 when facilities >= 0.6 then 4 when facilities >= 0.4 then 3
      when facilities >= 0.2 then 2 when facilities > 0 then 1 else 0 end as facility_impact,
    case when people >= 3000 then 5 when people >= 1500 then 4 when people >= 800 then 3
      when people >= 300 then 2 when people >= 20 then 1 else 0 end as people_impact,
    least(5, accident_history)::integer as accident_impact,
    least(5, overdue + 3 * open_major_hazards)::integer as hazard_impact,
    case when ewma_points >= 3 or duties_missed >= 3 then 1
      when ewma_points < 1 and duties_missed < 1 then -1 else 0 end as performance
  from known
),
ranked as (
  select
    *,
    greatest(facility_impact, people_impact, accident_impact, hazard_impact) as highest
  from impact
)
select
  unit_code,
  month,
  coalesce(days_since_last, 99999)::double as time_since_last,
  last_points,
  ewma_points as ewma,
  case when visits = 0 then 197 else
    case when facilities >= 0.75 then 40 when facilities >= 0.5 then 30
      when facilities >= 0.25 then 10 else 5 end
    + case when people >= 2000 then 15 when people >= 300 then 10 when people >= 20 then 5 else 0 end
    + case when kind in ('kindergarten', 'special') then 22 else 0 end
    + case when last_points >= 8 then 25 when last_points >= 5 then 20 when last_points >= 3 then 15
      when last_points >= 2 then 10 when last_points > 0 then 5 else 0 end
    + least(25, 5 * overdue)
    + case when duties_missed >= 5 then 30 when duties_missed >= 3 then 20 when duties_missed >= 2 then 10
      when duties_missed >= 1 then 5 else 0 end
  end::double as annex5,
  (
    highest
    + performance
    - case when (facility_impact = highest)::integer + (people_impact = highest)::integer
        + (accident_impact = highest)::integer + (hazard_impact = highest)::integer < 2
      then 1 else 0 end
  )::double as iram,
  (
    case when ewma_points >= 8 then 10 when ewma_points >= 5 then 6 when ewma_points >= 3 then 3
      when ewma_points >= 1.5 then 1 when ewma_points >= 0.5 then 0.5 when ewma_points > 0 then 0.2
      else 0.1 end
    * case when boarders > 0 then 10
      when kind in ('training', 'service_firm') then 3
      when kind in ('centre') then 2
      else 6 end
    * case when facilities >= 0.75 then 100 when facilities >= 0.5 then 40 when facilities >= 0.3 then 15
      when facilities >= 0.15 then 7 when facilities > 0 then 3 else 1 end
  )::double as lec
from ranked
