import { contracts } from '../../pipeline/contracts/index.ts';
import { machineText } from './cells.ts';
import { csv } from './csv.ts';
import type { Delivery } from './delivery.ts';
import type { Row } from './row.ts';
import type { TruthKeeper } from './truth.ts';

/**
 * The same rows as one clean CSV file a dataset: UTF-8, the contract's column names as headers, ISO
 * dates, codes. Where a later row has the same natural key, only the later one is kept.
 */
export class MachineFiles {
  readonly #rows = new Map<string, Map<string, Row>>();

  add({ tables }: Delivery): void {
    for (const { dataset, rows } of tables) {
      const key = contracts.find((contract) => contract.dataset === dataset)?.key ?? [];
      const kept = this.#rows.get(dataset) ?? new Map<string, Row>();
      this.#rows.set(dataset, kept);
      for (const row of rows) kept.set(key.map((column) => row[column]).join('|'), row);
    }
  }

  files(truth: TruthKeeper): { name: string; bytes: Buffer }[] {
    return contracts.flatMap(({ dataset, columns }) => {
      const rows = [...(this.#rows.get(dataset)?.values() ?? [])];
      if (rows.length === 0) return [];
      const name = `${dataset}.csv`;
      const written = { dataset, rows, mistakes: new Map() };
      truth.written(written, { file: name, sheet: '', rowNumbers: new Map() });
      const header = columns.map((column) => column.name);
      const lines = rows.map((row) =>
        columns.map((column) => machineText(column, row[column.name])),
      );
      return [{ name, bytes: csv([header, ...lines], 'utf-8') }];
    });
  }
}
