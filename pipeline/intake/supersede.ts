import type { Contract } from '../contracts/index.ts';

/** What must agree for a row to replace another; see Supersession in the contracts. */
const replacedBy = ({ supersedes, key, period }: Contract): readonly string[] =>
  supersedes === 'return' && period ? ['unit_code', period] : key;

/**
 * The query that counts, for each checked file, the rows of earlier files which its rows replace by the
 * contract's supersession: of files received no later and loaded before it, be it in the same batch.
 * Only a figure for the ledger; which row is valid is derived later, in staging.
 * @param checked the rows just checked, as a relation in SQL
 */
export function supersededSql(contract: Contract, checked: string): string {
  const key = replacedBy(contract);
  return `with later as (
  select file_id, file_received_at, min(table_number) as place, ${key.join(', ')}
  from ${checked}
  where not faulty
  group by all
),
batch as (
  select file_id, min(place) as place from later group by all
)
select later.file_id, count(*)
from later
join intake.${contract.dataset} as earlier
  on ${key.map((name) => `later.${name} = earlier.${name}`).join('\n  and ')}
  and later.file_id <> earlier.file_id
  and later.file_received_at >= earlier.received_at
left join batch on batch.file_id = earlier.file_id
where batch.place is null or batch.place < later.place
group by later.file_id`;
}
