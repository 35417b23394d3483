-- One row per unit and month: severity points that a visit is expected to find (decision 8), from what was known
-- at the month's end, by the model that was fitted on what had been received before the half-year began.
-- The formula is in pipeline/decision/history/ and told in docs/history.md; it stands there alone, because the
-- fit and the prediction are one computation. Here its results meet the policy:
-- trusted = the model was fitted, and its lift on the windows before (half-years, or quarters in a young record),
-- by what units showed alone, is above 1 beyond chance.
-- standing = prior: not fitted; silent: not trusted; young: trusted, tried on quarters (windows of less than half a
--   year, 182 days); trusted: on half-years.
-- verdict = above: the unit's rate lies above the policy's threshold with at least above_probability;
--   below: with at most below_probability; unsure: between; silent: the model is not trusted.
-- verdict_if_clean: the verdict after one more visit on that day that found nothing.
select
  e.unit_code,
  e.month,
  e.fitted_from,
  p.status as model_status,
  e.weighted_visits,
  e.visits,
  e.class_mean,
  e.expected,
  e.expected_low,
  e.expected_high,
  e.expected_if_clean,
  e.serious_probability,
  e.above_probability,
  e.above_probability_if_clean,
  coalesce(p.lift_low > 1, false) as trusted,
  case
    when p.status = 'prior' then 'prior'
    when not coalesce(p.lift_low > 1, false) then 'silent'
    when coalesce(p.window_days, 182) < 182 then 'young'
    else 'trusted'
  end as standing,
  coalesce(p.window_days, 182) < 182 as by_quarters,
  case
    when not coalesce(p.lift_low > 1, false) then 'silent'
    when e.above_probability >= m.above_probability then 'above'
    when e.above_probability <= m.below_probability then 'below'
    else 'unsure'
  end as verdict,
  case
    when not coalesce(p.lift_low > 1, false) then 'silent'
    when e.above_probability_if_clean >= m.above_probability then 'above'
    when e.above_probability_if_clean <= m.below_probability then 'below'
    else 'unsure'
  end as verdict_if_clean
from history.expectation e
join history.parameter p on p.fitted_from = e.fitted_from
join features.month_rule m on m.month = e.month
