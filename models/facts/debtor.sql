-- One row per unit and per body that may owe something to a campaign, with a number: millions of obligations are
-- matched and grouped by numbers several times faster than by codes.
with
named as (
  select unit_code as debtor, unit_code, null::varchar as body
  from facts.unit
  union all
  select body, null, body
  from campaign.body
)
select
  row_number() over (order by debtor)::integer as debtor_number,
  debtor,
  unit_code,
  body
from named
