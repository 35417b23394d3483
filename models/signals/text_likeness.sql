-- One row per unit and ordered pair of different texts of its ledger or of findings there that are nearly the same: shared pairs of
-- neighbouring characters ÷ all pairs of either (Jaccard) at or above the policy's text_likeness.
-- Shingles: Broder, On the resemblance and containment of documents, 1997.
with
text_used as (
  select unit_code, text
  from signals.own_hazard
  where length(text) >= 4
  union
  select unit_code, text
  from signals.seen_finding
  where length(text) >= 4
),
shingle as (
  select distinct
    t.unit_code,
    t.text,
    substring(t.text, n.n, 2) as shingle
  from text_used t
  join signals.number n
    on n.n >= 1
    and n.n < length(t.text)
    and n.n <= 200
),
size as (
  select unit_code, text, count(*) as shingles
  from shingle
  group by unit_code, text
),
common as (
  select
    a.unit_code,
    a.text,
    b.text as other_text,
    count(*) as shared
  from shingle a
  join shingle b
    on b.unit_code = a.unit_code
    and b.shingle = a.shingle
    and b.text <> a.text
  group by a.unit_code, a.text, b.text
),
threshold as (
  select max(text_likeness) as text_likeness
  from policy.setting
)
select
  c.unit_code,
  c.text,
  c.other_text,
  c.shared::double / (s.shingles + o.shingles - c.shared) as likeness
from common c
join size s
  on s.unit_code = c.unit_code
  and s.text = c.text
join size o
  on o.unit_code = c.unit_code
  and o.text = c.other_text
cross join threshold t
where c.shared::double / (s.shingles + o.shingles - c.shared) >= t.text_likeness
