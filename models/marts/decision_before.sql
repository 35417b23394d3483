-- One row per unit and month that has a decision before: what was decided of the unit then.
-- program_changed: another program made the decision before than this one; false where it was not recorded which made
-- this one.
with
pair as (
  select
    unit_code,
    month,
    program,
    max(month) over one_before as previous_month,
    max(regime) over one_before as previous_regime,
    max(tier) over one_before as previous_tier,
    max(score) over one_before as previous_score,
    max(policy_version) over one_before as previous_policy_version,
    max(program) over one_before as previous_program
  from marts.decision
  window one_before as (
    partition by unit_code
    order by month
    rows between 1 preceding and 1 preceding
  )
)
select
  unit_code,
  month,
  previous_month,
  previous_regime,
  previous_tier,
  previous_score,
  previous_policy_version,
  previous_program,
  program is not null and coalesce(previous_program, '') <> program as program_changed
from pair
where previous_month is not null
