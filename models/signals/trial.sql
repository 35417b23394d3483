-- One row per signal and occasion on which it could show, from when to when it was known, and whether it did.
select 'finding_unreported' as signal, unit_code, event_index, from_index, to_index, is_hit, evidence_date, title_zh, title_en, detail,
  file_id, sheet, row_number
from signals.finding_unreported
union all
select 'closing_undone' as signal, unit_code, event_index, from_index, to_index, is_hit, evidence_date, title_zh, title_en, detail,
  file_id, sheet, row_number
from signals.closing_undone
union all
select 'text_repeated' as signal, unit_code, event_index, from_index, to_index, is_hit, evidence_date, title_zh, title_en, detail,
  file_id, sheet, row_number
from signals.text_repeated
union all
select 'closed_on_deadline' as signal, unit_code, event_index, from_index, to_index, is_hit, evidence_date, title_zh, title_en, detail,
  file_id, sheet, row_number
from signals.closed_on_deadline
union all
select 'closed_same_minute' as signal, unit_code, event_index, from_index, to_index, is_hit, evidence_date, title_zh, title_en, detail,
  file_id, sheet, row_number
from signals.closed_same_minute
union all
select 'closing_impossible' as signal, unit_code, event_index, from_index, to_index, is_hit, evidence_date, title_zh, title_en, detail,
  file_id, sheet, row_number
from signals.closing_impossible
union all
select 'drill_identical' as signal, unit_code, event_index, from_index, to_index, is_hit, evidence_date, title_zh, title_en, detail,
  file_id, sheet, row_number
from signals.drill_identical
union all
select 'digit_heaping' as signal, unit_code, event_index, from_index, to_index, is_hit, evidence_date, title_zh, title_en, detail,
  file_id, sheet, row_number
from signals.digit_heaping
union all
select 'extension_serial' as signal, unit_code, event_index, from_index, to_index, is_hit, evidence_date, title_zh, title_en, detail,
  file_id, sheet, row_number
from signals.extension_serial
