import { cellText, type Sheet } from '../grid.ts';
import { settleDays } from './day-cells.ts';
import type { DecidedHeader } from './decide.ts';
import { confidenceOf } from './find.ts';
import { withNumbers } from './numbering.ts';
import type { TableShape } from './rows.ts';
import type { DataRow, SkippedRow, Table } from './table.ts';

/** A table being taken out of its sheet: a header, and the rows found under it so far. */
export class Part {
  readonly rows: DataRow[] = [];
  readonly skipped: SkippedRow[] = [];
  readonly shape: TableShape;
  /** Positions of numbers. */
  readonly counted: ReadonlySet<number>;
  /** What no column tells, so that a heading among the rows may. */
  readonly wants: { readonly unit: boolean; readonly month: boolean };

  constructor(
    private readonly sheet: Sheet,
    readonly header: DecidedHeader,
  ) {
    const { contract, columns } = header;
    const has = (name: string) => columns.some(({ column }) => column === name);
    const numbers = new Set(
      contract.columns
        .filter(({ type }) => type === 'integer' || type === 'number')
        .map(({ name }) => name),
    );
    this.shape = shapeOf(sheet, header);
    this.counted = new Set(
      columns.flatMap(({ column, positions }) =>
        column !== null && numbers.has(column) ? positions : [],
      ),
    );
    this.wants = {
      unit:
        contract.dataset !== 'unit' &&
        contract.columns.some(({ name }) => name === 'unit_code') &&
        !has('unit_code') &&
        !has('unit_name'),
      month: contract.period !== null && !has(contract.period),
    };
  }

  skip(index: number, why: SkippedRow['why'], cells: readonly string[]): void {
    this.skipped.push({ rowNumber: index + 1, why, cells });
  }

  table(): Table {
    const { contract, top, columns, titles, period } = this.header;
    const { rows: settled, doubts } = settleDays(this.sheet, contract, columns, this.rows);
    const numbered = withNumbers(contract, { columns, rows: settled }, period);
    return {
      sheet: this.sheet.name,
      contract,
      headerRow: top + 1,
      columns: numbered.columns,
      titles,
      ...(this.wants.month && period.month ? { month: period.month } : {}),
      period,
      confidence: confidenceOf(this.header),
      rows: numbered.rows,
      skipped: this.skipped,
      doubts,
    };
  }
}

function shapeOf(sheet: Sheet, { contract, bottom, columns }: DecidedHeader): TableShape {
  const known = columns.filter(({ column }) => column !== null);
  const wordy = contract.columns
    .filter(
      ({ name, type }) => type !== 'integer' && type !== 'number' && !/_(code|number)$/.test(name),
    )
    .map(({ name }) => name);
  const about = known.filter(
    ({ column }) => column === contract.period || column === 'unit_code' || column === 'unit_name',
  );
  const lastHeaderRow = sheet.rows[bottom] ?? [];
  return {
    mapped: known.flatMap(({ positions }) => positions),
    context: new Set(about.flatMap(({ positions }) => positions)),
    wordy: known.flatMap(({ column, positions }) =>
      column !== null && wordy.includes(column) ? positions : [],
    ),
    ledger: contract.key.some((name) => name !== 'unit_code' && name !== contract.period),
    header: lastHeaderRow.map((_, position) =>
      cellText(lastHeaderRow, position).replace(/\s/gu, ''),
    ),
  };
}

/** How many columns the widest merged cell of each row covers. */
export function widthsOfMerges({ merges }: Sheet): Map<number, number> {
  const widths = new Map<number, number>();
  for (const { top, left, right } of merges) {
    widths.set(top, Math.max(widths.get(top) ?? 0, right - left + 1));
  }
  return widths;
}
