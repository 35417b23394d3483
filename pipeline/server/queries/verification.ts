import { text } from '../../contracts/index.ts';
import { optional, required, type NamedQuery } from '../named-query.ts';

/** What is to be verified, and why. */
export const verificationQueries: readonly NamedQuery[] = [
  {
    name: 'verification',
    title: text('待核实', 'To verify'),
    source: 'marts.verification',
    parameters: { unit: optional('text'), month: optional('month') },
    dictionary: ['unit_code', 'unit_name', 'signal'],
    sql: `select
  unit.unit_name,
  unit.kind,
  unit.area,
  listed.unit_code,
  listed.month,
  listed.ordinal,
  listed.signal,
  listed.signal_zh,
  listed.signal_en,
  listed.value,
  listed.expected,
  listed.trials,
  listed.probability,
  listed.rate,
  listed.accepted_share,
  listed.evidence_count,
  listed.sentence_zh,
  listed.sentence_en,
  listed.verify_zh,
  listed.verify_en
from marts.verification as listed
left join facts.unit as unit
  on unit.unit_code = listed.unit_code
where ($unit is null or listed.unit_code = $unit)
  and ($month is null or listed.month = cast($month as date))
order by listed.month desc, listed.unit_code, listed.ordinal`,
  },
  {
    name: 'verification_evidence',
    title: text('待核实依据', 'Records behind what is to be verified'),
    source: 'marts.verification_evidence',
    parameters: { unit: required('text'), month: required('month'), signal: optional('text') },
    dictionary: ['unit_code', 'signal'],
    sql: `select
  unit_code,
  month,
  signal,
  evidence_date,
  title_zh,
  title_en,
  detail,
  file_id,
  sheet,
  cast(row_number as integer) as row_number
from marts.verification_evidence
where unit_code = $unit
  and month = cast($month as date)
  and ($signal is null or signal = $signal)
order by signal, evidence_date desc nulls last, file_id, sheet, row_number, title_zh, detail`,
  },
];
