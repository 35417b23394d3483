import { contracts } from '../../contracts/index.ts';

/**
 * The columns of a dataset for a select list, one a line, without those that hold personal data:
 * until readers sign in nobody is known to need them.
 * @param omit columns that the fact table does not have
 */
export function openColumns(dataset: string, omit: readonly string[] = []): string {
  const contract = contracts.find((one) => one.dataset === dataset);
  if (!contract) throw new RangeError(`no contract for dataset ${dataset}`);
  return contract.columns
    .filter((column) => !column.personal && !omit.includes(column.name))
    .map((column) => `  ${column.name}`)
    .join(',\n');
}

/** Names of all columns that hold personal data, as SQL texts for an `in (…)`. */
export const personalColumns = (): string =>
  contracts
    .flatMap((contract) => contract.columns)
    .filter((column) => column.personal)
    .map((column) => `'${column.name}'`)
    .join(', ');
