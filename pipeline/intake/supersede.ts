import type { Contract } from '../contracts/index.ts';
import type { FileContext } from './load-tables.ts';
import type { Session } from './session.ts';

/** What must agree for a row to replace another; see Supersession in the contracts. */
const replacedBy = ({ supersedes, key, period }: Contract): readonly string[] =>
  supersedes === 'return' && period ? ['unit_code', period] : key;

/**
 * Counts the rows of earlier files that the rows of this one replace: those valid until now, by the
 * contract's supersession. Only a figure for the ledger: which row is valid is derived later, in staging.
 */
export async function rowsSuperseded(
  { connection }: Session,
  contract: Contract,
  { id, receivedAt }: FileContext,
): Promise<number> {
  const by = replacedBy(contract);
  const reader = await connection.runAndReadAll(
    `with mine as (
       select distinct ${by.join(', ')} from intake.${contract.dataset} where file_id = $file_id
     ),
     earlier as (
       select ${by.join(', ')}, received_at
       from intake.${contract.dataset}
       semi join mine using (${by.join(', ')})
       where file_id <> $file_id and received_at <= $received_at::timestamp
     )
     select count(*)::integer as rows
     from (from earlier qualify received_at = max(received_at) over (partition by ${by.join(', ')}))`,
    { file_id: id, received_at: receivedAt },
  );
  return Number(reader.getColumnsJS()[0]?.[0] ?? 0);
}
