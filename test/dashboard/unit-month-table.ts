import {
  DateDay,
  Dictionary,
  Float64,
  Int32,
  Table,
  Utf8,
  vectorFromArray,
  type DataType,
  type Vector,
} from 'apache-arrow';
import { counts, type Count } from '../../dashboard/data/unit-months.ts';

/** A row of marts.unit_month; counts that are left out are 0. */
export interface UnitMonthRow extends Partial<Record<Count, number>> {
  readonly unit_code: string;
  /** YYYY-MM */
  readonly month: string;
  readonly tier?: string | null;
  readonly regime?: string;
  readonly score?: number | null;
  readonly main_reason?: string | null;
}

/** Rows as the server answers `unit_month`, with the types it declares. */
export function unitMonthTable(rows: readonly UnitMonthRow[]): Table {
  const words = (read: (row: UnitMonthRow) => string | null): Vector =>
    vectorFromArray(rows.map(read), new Dictionary(new Utf8(), new Int32()));
  const typed = (read: (row: UnitMonthRow) => unknown, type: DataType): Vector =>
    vectorFromArray(rows.map(read), type);
  return new Table({
    unit_code: words((row) => row.unit_code),
    month: typed((row) => new Date(`${row.month}-01T00:00:00Z`), new DateDay()),
    tier: words((row) => row.tier ?? null),
    regime: words((row) => row.regime ?? 'full_checkup'),
    score: typed((row) => row.score ?? null, new Float64()),
    main_reason: words((row) => row.main_reason ?? null),
    ...Object.fromEntries(
      counts.map((name) => [name, typed((row) => row[name] ?? 0, new Int32())]),
    ),
  });
}
