-- One row per finding of inspectors and version, proofs of false returns left out, with its text as
-- signals.own_hazard has it, and the month from whose end it is compared with the unit's ledger: the one after
-- the visit, when the returns of the visit's month are in.
select
  f.inspection_number,
  f.finding_number,
  f.unit_code,
  f.found_date,
  f.work_area,
  f.description,
  translate(
    f.description,
    '0123456789０１２３４５６７８９〇零一二三四五六七八九十百两年月日号时分点第次处个具只共约查（）()【】[]，。、；：,.;:-—/ ',
    ''
  ) as text,
  date_diff('month', date '2000-01-01', f.found_date) as visit_index,
  date_diff('month', date '2000-01-01', f.found_date) + 1 as compared_index,
  greatest(
    date_diff('month', date '2000-01-01', f.known_from::date),
    date_diff('month', date '2000-01-01', f.found_date) + 1
  ) as from_index,
  coalesce(date_diff('month', date '2000-01-01', f.known_to::date), 99999) as to_index,
  f.known_from,
  f.file_id,
  f.sheet,
  f.row_number
from staging.finding f
where not f.false_return
