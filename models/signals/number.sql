-- One row per whole number from 0 to 1000: terms of a sum.
with recursive number as (
  select 0 as n
  union all
  select n + 1 from number where n < 1000
)
select n
from number
