import { contractOf } from '../../contracts/index.ts';

/**
 * The columns of a dataset without those that hold personal data: lists do not need them, and what is not
 * asked for need not be masked.
 * @param omit further columns to leave out
 */
export function openColumns(dataset: string, omit: readonly string[] = []): string[] {
  const contract = contractOf(dataset);
  if (!contract) throw new RangeError(`no contract for dataset ${dataset}`);
  return contract.columns
    .filter((column) => !column.personal && !omit.includes(column.name))
    .map((column) => column.name);
}
