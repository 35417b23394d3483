-- One row per unit, month and visit that was known at the month's end, with what was then known of it. A visit
-- or correction received later is not there, so predictions made from these rows cannot look ahead; nor is one
-- written with a day that had not come.
select
  u.unit_code,
  u.month,
  v.inspection_number,
  v.visit_date,
  v.visit_index,
  v.severity_points,
  v.serious
from features.unit_in_month u
join features.visit_known v
  on v.unit_code = u.unit_code
  and v.from_index <= u.month_index
  and v.to_index > u.month_index
  and v.visit_date < u.cutoff
