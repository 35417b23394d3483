-- One row per unit, month and signal that could be judged: what was seen, what is usual, and how likely that
-- much or more is at an honest unit like its peers.
select unit_code, month, signal, trials, value, expected, evidence_count, probability
from signals.share_tail
union all
select unit_code, month, signal, trials, value, expected, evidence_count, probability
from signals.report_shortfall
union all
select unit_code, month, signal, trials, value, expected, evidence_count, probability
from signals.zero_run
union all
select unit_code, month, signal, trials, value, expected, evidence_count, probability
from signals.count_steady
