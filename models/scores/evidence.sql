-- One row per unit, month, indicator or gate, and row behind it, as known by the month's end and worked out
-- now; marts.evidence keeps what was published.
-- Where rows of one kind may stand behind several indicators, `behind` names these and the condition says
-- which rows each of them counts.
-- What a unit took over from one that ended says so in its title.
-- detail: number and deadline, or the day received, traces of five, type of inspection, amount.
select
  u.unit_code,
  u.month,
  e.indicator,
  e.known_from::date as evidence_date,
  e.label_zh as title_zh,
  e.label_en as title_en,
  e.amount::varchar as detail,
  null as severity,
  null as status,
  e.file_id,
  e.sheet,
  e.row_number
from features.unit_in_month u
join features.exposure e
  on e.unit_code = u.unit_code
  and e.known_from = u.register_known_from
  and e.policy_version = u.policy_version
where coalesce(e.counts_from_year, 0) <= year(u.month)
union all
select
  unit_code,
  month,
  indicator,
  found_date as evidence_date,
  description as title_zh,
  description as title_en,
  hazard_number || ' · ' || due_date::varchar as detail,
  severity,
  status,
  file_id,
  sheet,
  row_number
from features.hazard_month
cross join (
  values ('hazard_overdue'),
    ('hazard_days_overdue'),
    ('hazard_extended'),
    ('open_major_hazard')
) as behind (indicator)
where case indicator
  when 'hazard_overdue' then is_overdue
  when 'hazard_days_overdue' then days_overdue > 0
  when 'hazard_extended' then extensions > 0
  when 'open_major_hazard' then is_open and severity = 'major'
end
union all
select
  unit_code,
  month,
  indicator,
  found_date as evidence_date,
  description as title_zh,
  description as title_en,
  inspection_number || '/' || finding_number || ' · ' || case indicator
    when 'finding_repeated' then repeats_date
    when 'false_return' then found_date
    else due_date end::varchar as detail,
  severity,
  status,
  file_id,
  sheet,
  row_number
from features.finding_month
cross join (
  values ('finding_overdue'),
    ('finding_repeated'),
    ('open_major_hazard'),
    ('false_return')
) as behind (indicator)
where case indicator
  when 'finding_overdue' then is_overdue
  when 'finding_repeated' then is_repeated
  when 'open_major_hazard' then is_open_major
  when 'false_return' then is_false_return
end
union all
select
  unit_code,
  month,
  indicator,
  due_date as evidence_date,
  substring(report_month::varchar, 1, 7) || case when is_missing then ' 月报缺报' else ' 月报迟报' end
    as title_zh,
  substring(report_month::varchar, 1, 7)
    || case when is_missing then ' return missing' else ' return late' end as title_en,
  coalesce(substring(received_at::varchar, 1, 10), '') as detail,
  null as severity,
  case when is_missing then 'missing' else 'late' end as status,
  file_id,
  sheet,
  row_number
from features.return_month
cross join (values ('return_missing'), ('return_late')) as behind (indicator)
where case indicator
  when 'return_missing' then is_missing
  when 'return_late' then true
end
union all
select
  r.unit_code,
  m.month,
  'report_silence' as indicator,
  r.received_at::date as evidence_date,
  substring(r.month::varchar, 1, 7) || ' 月报：排查隐患 ' || coalesce(r.hazards_found, 0)::varchar || ' 条' as title_zh,
  substring(r.month::varchar, 1, 7) || ' return: ' || coalesce(r.hazards_found, 0)::varchar || ' hazards found'
    as title_en,
  null as detail,
  null as severity,
  case when r.received_at < r.due_date + 1 then 'on_time' else 'late' end as status,
  r.file_id,
  r.sheet,
  r.row_number
from features.return_known r
join features.month_rule m
  on m.month_index >= r.from_index
  and m.month_index < r.to_index
  and r.return_index > m.month_index - m.silence_months
where r.dataset = 'hazard_return'
union all
select
  s.unit_code,
  m.month,
  'campaign_late' as indicator,
  s.due_date as evidence_date,
  g.label_zh || '：' || b.label_zh as title_zh,
  g.label_en || ': ' || b.label_en as title_en,
  null as detail,
  null as severity,
  'late' as status,
  null as file_id,
  null as sheet,
  null::integer as row_number
from features.campaign_spell s
join features.month_rule m
  on m.month_index >= s.from_index
  and m.month_index < s.to_index
  and m.month_index < s.due_index + m.return_months
join campaign.obligation b on b.obligation = s.obligation
join campaign.campaign g on g.campaign = s.campaign
union all
select
  unit_code,
  month,
  indicator,
  period_last_month as evidence_date,
  substring(period_last_month::varchar, 1, 7)
    || case when is_missed then ' 应做演练未做' else ' 演练资料不全' end as title_zh,
  substring(period_last_month::varchar, 1, 7)
    || case when is_missed then ' drill not held' else ' drill without full record' end as title_en,
  coalesce(most_traces, 0)::varchar || '/5' as detail,
  null as severity,
  case when is_missed then 'missing' else 'incomplete' end as status,
  null as file_id,
  null as sheet,
  null::integer as row_number
from features.drill_month
cross join (values ('drill_missed'), ('drill_incomplete')) as behind (indicator)
where case indicator
  when 'drill_missed' then is_missed
  when 'drill_incomplete' then true
end
union all
select
  v.unit_code,
  m.month,
  'finding_expected' as indicator,
  v.visit_date as evidence_date,
  '检查 ' || v.inspection_number || '：问题 ' || v.findings::varchar || ' 个，'
    || round(v.severity_points)::integer::varchar || ' 分' as title_zh,
  'Inspection ' || v.inspection_number || ': findings ' || v.findings::varchar
    || ', severity points ' || round(v.severity_points)::integer::varchar as title_en,
  v.inspection_type as detail,
  null as severity,
  v.result as status,
  v.file_id,
  v.sheet,
  v.row_number
from features.visit_known v
-- A visit written with a day that has not come tells nothing yet.
join features.month_rule m
  on m.month_index >= v.from_index
  and m.month_index < v.to_index
  and v.visit_date < m.cutoff
union all
select
  unit_code,
  month,
  indicator,
  occurred_at::date as evidence_date,
  coalesce(description, accident_number) as title_zh,
  coalesce(description, accident_number) as title_en,
  accident_number as detail,
  accident_level as severity,
  case when is_late then 'late' else 'on_time' end as status,
  file_id,
  sheet,
  row_number
from features.accident_month
cross join (values ('accident_history'), ('accident_recent')) as behind (indicator)
where case indicator
  when 'accident_history' then points > 0
  when 'accident_recent' then is_gate
end
union all
select
  unit_code,
  month,
  gate as indicator,
  fact_date as evidence_date,
  description || '（承自' || predecessor_name || '）' as title_zh,
  description || ' (from ' || predecessor_name || ')' as title_en,
  fact as detail,
  severity,
  status,
  file_id,
  sheet,
  row_number
from features.carried_gate
