-- One row per obligation and due date: recurrences laid out over the days of their campaign.
-- A period cut by the campaign's ends counts as a whole. What is done once may be made up after its end
-- (accepted_until); what recurs must be done within its period.
with
spanned as (
  select
    o.*,
    case when o.recurs = 'festival' then p.from_date - (o.days_before - 1)
      when p.from_date > o.from_date then p.from_date
      else o.from_date end as window_from,
    case when p.to_date < o.to_date then p.to_date else o.to_date end as window_to,
    p.from_date as period_from,
    date_trunc('month', p.from_date + 14 + (o.months_after * 30.4375)::integer)::date as due_month
  from campaign.obligation o
  join campaign.period p
    on p.recurs = o.recurs
    and p.from_date <= o.to_date
    and p.to_date >= o.from_date
),
dated as (
  select
    s.*,
    case
      when s.by_date is not null then s.by_date
      when s.weekday is not null then s.period_from + (s.weekday - 1)
      when s.by_week is not null then s.period_from + (7 * s.by_week - 1)
      when s.by_day is null then s.window_to
      when (s.due_month + (s.by_day - 1)) < (s.due_month + interval 1 month)::date
        then s.due_month + (s.by_day - 1)
      else (s.due_month + interval 1 month)::date - 1
    end as due_date
  from spanned s
)
select
  row_number() over (order by d.obligation, d.due_date)::integer as occurrence,
  d.obligation,
  d.campaign,
  d.item,
  d.task,
  d.window_from,
  d.due_date,
  d.window_to + d.accept_late_days as accepted_until,
  d.evidence,
  d.topic,
  d.own_papers,
  c.definition,
  d.reported_by
from dated d
join campaign.campaign c on c.campaign = d.campaign
where d.due_date >= d.window_from
  and (d.due_date <= d.to_date or d.months_after > 0)
  and (
    d.in_holidays
    or not exists (
      select 1
      from policy.version v
      join policy.holiday_month h on h.policy_version = v.policy_version
      where v.applies_from <= d.due_date
        and v.applies_to > d.due_date
        and h.month_number = month(d.due_date)
    )
  )
