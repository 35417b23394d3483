-- One row per unit and month: which states the month moves the unit into and out of by the rules alone, whatever
-- was published. A unit enters the intensified regime at once and leaves it after months_to_leave months in a row
-- that allow it (months_clear); a tier goes up at once and comes down below the margin. reaches_X: at least tier X;
-- quits_X: below it. The first month of a unit takes the tier of its score as it is.
with
counted as (
  select
    s.*,
    s.month_index - coalesce(
      max(case when not s.may_leave then s.month_index end) over so_far,
      min(s.month_index) over so_far - 1
    ) as months_clear,
    row_number() over so_far = 1 as is_first
  from scores.standing s
  window so_far as (
    partition by s.unit_code
    order by s.month_index
    rows between unbounded preceding and current row
  )
)
select
  unit_code,
  month,
  month_index,
  months_clear,
  must_enter as enters,
  months_clear >= months_to_leave as leaves,
  at_least_red or (is_first and tier_ordinal <= 1) as reaches_red,
  at_least_orange or (is_first and tier_ordinal <= 2) as reaches_orange,
  at_least_yellow or (is_first and tier_ordinal <= 3) as reaches_yellow,
  below_red as quits_red,
  below_orange as quits_orange,
  below_yellow as quits_yellow
from counted
