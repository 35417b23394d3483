import type { Contract } from '../contracts/index.ts';

/** What must agree for a row to replace another; see Supersession in the contracts. */
const replacedBy = ({ supersedes, key, period }: Contract): readonly string[] =>
  supersedes === 'return' && period ? ['unit_code', period] : key;

/**
 * The query that counts the rows of files received no later which the checked rows replace, by the
 * contract's supersession. Only a figure for the ledger; which row is valid is derived later, in
 * staging.
 */
export function supersededSql(contract: Contract): string {
  const checked = `checked_${contract.dataset}`;
  const same = replacedBy(contract).map((name) => `checked.${name} = earlier.${name}`);
  return `select count(*)::integer
from intake.${contract.dataset} as earlier
semi join ${checked} as checked
  on ${same.join('\n  and ')}
  and not checked.faulty
  and checked.file_id <> earlier.file_id
  and checked.file_received_at >= earlier.received_at`;
}
