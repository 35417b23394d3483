import { contractOf, contracts } from '../../contracts/index.ts';

/**
 * The columns of a dataset without those that hold personal data: until readers sign in, nobody is
 * known to need them.
 * @param omit further columns to leave out
 */
export function openColumns(dataset: string, omit: readonly string[] = []): string[] {
  const contract = contractOf(dataset);
  if (!contract) throw new RangeError(`no contract for dataset ${dataset}`);
  return contract.columns
    .filter((column) => !column.personal && !omit.includes(column.name))
    .map((column) => column.name);
}

/** Names of all columns that hold personal data. */
export const personalColumns: ReadonlySet<string> = new Set(
  contracts
    .flatMap((contract) => contract.columns)
    .filter((column) => column.personal)
    .map((column) => column.name),
);
