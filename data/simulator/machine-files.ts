import { contracts } from '../../pipeline/contracts/index.ts';
import { machineText } from './cells.ts';
import { csv } from './csv.ts';
import type { Delivery } from './deliveries.ts';
import type { TruthKeeper } from './truth.ts';

/**
 * The same rows as one clean CSV file a dataset: UTF-8, the contract's column names as headers, ISO
 * dates, codes. Where a later row has the same natural key, only the later one is kept.
 */
export class MachineFiles {
  readonly #lines = new Map<string, Map<string, string[]>>();

  add(delivery: Delivery, truth: TruthKeeper): void {
    for (const table of delivery.tables) {
      truth.written(table, { file: `${table.dataset}.csv`, sheet: '', rowNumbers: new Map() });
      const contract = contracts.find(({ dataset }) => dataset === table.dataset);
      if (!contract) throw new RangeError(`no contract for ${table.dataset}`);
      const lines = this.#lines.get(table.dataset) ?? new Map<string, string[]>();
      this.#lines.set(table.dataset, lines);
      for (const row of table.rows) {
        const key = contract.key.map((column) => row[column]).join('|');
        lines.set(
          key,
          contract.columns.map((column) => machineText(column, row[column.name])),
        );
      }
    }
  }

  files(): { name: string; bytes: Buffer }[] {
    return contracts.flatMap(({ dataset, columns }) => {
      const lines = this.#lines.get(dataset);
      if (!lines) return [];
      const header = columns.map(({ name }) => name);
      return [{ name: `${dataset}.csv`, bytes: csv([header, ...lines.values()], 'utf-8') }];
    });
  }
}
