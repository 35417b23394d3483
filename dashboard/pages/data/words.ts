import { resource } from '../../data/resource.svelte.ts';
import { rows } from '../../data/rows.ts';
import { query } from '../../data/session.svelte.ts';
import { labelOf, type DatasetRow, type FieldRow, type UnitRow } from './rows.ts';

/** What datasets, columns and units are called. */
export interface Words {
  /** A dataset in the reader's language; its own name where it is not known. Reactive. */
  dataset(name: string): string;
  /** A column of a dataset in the reader's language; its own name where it is not known. Reactive. */
  column(dataset: string, name: string): string;
  /** The columns of a dataset, in the reader's language. Reactive. */
  columns(dataset: string): readonly { readonly name: string; readonly label: string }[];
  /** What the register knows of a unit; undefined for null and for units that it does not know. */
  unit(code: string | null): UnitRow | undefined;
}

/** Columns that say whence a row is; the clerk's tables have none of them. */
const bookkeeping = ['file_id', 'sheet', 'row_number', 'received_at', 'other_columns'];

/** Asks for the words that files and faults are told in. Call it while a component is being set up. */
export function words(): Words {
  const loaded = resource(async () => {
    const [datasets, fields, units] = await Promise.all([
      query('dataset'),
      query('field'),
      query('unit'),
    ]);
    return {
      datasets: new Map(rows<DatasetRow>(datasets).map((row) => [row.dataset, row])),
      columns: new Map(
        rows<FieldRow>(fields)
          .filter((row) => row.schema_name === 'intake')
          .map((row) => [`${row.relation_name}.${row.field_name}`, row]),
      ),
      units: new Map(rows<UnitRow>(units).map((row) => [row.unit_code, row])),
    };
  });
  return {
    dataset(name) {
      const known = loaded.value?.datasets.get(name);
      return known ? labelOf(known) : name;
    },
    column(dataset, name) {
      const known = loaded.value?.columns.get(`${dataset}.${name}`);
      return known ? labelOf(known) : name;
    },
    columns: (dataset) =>
      [...(loaded.value?.columns.values() ?? [])]
        .filter((row) => row.relation_name === dataset && !bookkeeping.includes(row.field_name))
        .map((row) => ({ name: row.field_name, label: labelOf(row) })),
    unit: (code) => (code === null ? undefined : loaded.value?.units.get(code)),
  };
}
