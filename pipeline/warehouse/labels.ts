import { contracts, type Text } from '../contracts/index.ts';
import type { Model } from './model-file.ts';

/** A column as a page or an analyst should read it. */
export interface ColumnLabel {
  readonly label: Text;
  /** Names people: masked for readers without need. */
  readonly personal: boolean;
}

/**
 * Finds the label of a model's column: its own YAML, then the contract of the same name, then the shared
 * vocabulary, then any contract.
 * @param shared `models/columns.yaml`
 * @returns undefined where nobody has named the column
 */
export function labelOf(
  model: Model,
  column: string,
  shared: ReadonlyMap<string, Text>,
): Text | undefined {
  const namesake = contracts.find(({ dataset }) => dataset === model.name);
  const inContract = (contract: (typeof contracts)[number] | undefined) =>
    contract?.columns.find(({ name }) => name === column)?.label;
  return (
    model.columns.get(column) ??
    inContract(namesake) ??
    shared.get(column) ??
    contracts.map(inContract).find((label) => label !== undefined)
  );
}
