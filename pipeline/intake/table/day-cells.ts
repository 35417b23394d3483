import { columnOf, text, type Contract } from '../../contracts/index.ts';
import { cellText, type Sheet } from '../grid.ts';
import type { Doubt } from './doubt.ts';
import type { FoundColumn } from './match.ts';
import type { DataRow } from './table.ts';

/** A day and nothing else, with its year or as month and day of two words. */
const WHOLE_DAY =
  /^(?:(?:19|20)?\d{2}\s*[-/.年]\s*(?:1[0-2]|0?[1-9])\s*[-/.月]\s*(?:3[01]|[12]\d|0?[1-9])\s*[日号]?|(?:1[0-2]|0?[1-9])\s*月\s*(?:3[01]|[12]\d|0?[1-9])\s*[日号])$/u;
/** In half-width letters a day has no more than these: 2025 年 06 月 03 日. */
const LONGEST_DAY = 20;
/** Most cells begin with a Chinese character; making those half-width only to find no digit takes long. */
const BEGINS_IN_HAN = /^[\u3400-\u9FFF]/u;
const isWholeDay = (cell: string): boolean =>
  cell.length > 2 &&
  cell.length <= LONGEST_DAY &&
  !BEGINS_IN_HAN.test(cell) &&
  WHOLE_DAY.test(cell.normalize('NFKC'));

/** Of the cells of a text column so few may be days before they are held to belong there. */
const RARE = 0.2;

/** A column of days and where it stands. */
interface DayColumn {
  readonly name: string;
  readonly position: number;
}

/** The rows of a table, days that stand one column off put right, and what is doubtful about days. */
export interface SettledDays {
  readonly rows: readonly DataRow[];
  readonly doubts: readonly Doubt[];
}

/** Looks at the cells of a table that hold days, or should. */
export function settleDays(
  sheet: Sheet,
  contract: Contract,
  columns: readonly FoundColumn[],
  rows: readonly DataRow[],
): SettledDays {
  const days = columns.flatMap(({ column, positions }): DayColumn[] => {
    const [position] = positions;
    if (column === null || position === undefined || positions.length > 1) return [];
    const { type } = columnOf(contract, column);
    return type === 'date' || type === 'timestamp' ? [{ name: column, position }] : [];
  });
  if (days.length === 0) return { rows, doubts: [] };
  const slipped = new SlippedDays(contract, columns, days, rows);
  const shortened = shortenedDays(sheet, days, rows);
  if (slipped.none) return { rows, doubts: shortened };
  const settled = rows.map((row) => slipped.settle(row));
  return {
    rows: settled.map(({ row }) => row),
    doubts: [...settled.flatMap(({ doubts }) => doubts), ...shortened],
  };
}

/** Days in a single row that stand in the column beside their own, which is empty there. */
class SlippedDays {
  /** Position of a text column that holds days, but rarely → its header. */
  readonly #textColumns = new Map<number, { readonly name: string; readonly header: string }>();

  constructor(
    private readonly contract: Contract,
    columns: readonly FoundColumn[],
    private readonly days: readonly DayColumn[],
    rows: readonly DataRow[],
  ) {
    for (const { column, header, positions } of columns) {
      const [position] = positions;
      if (column === null || position === undefined || positions.length > 1) continue;
      if (columnOf(contract, column).type !== 'text') continue;
      const cells = rows.map(({ read }) => cellText(read, position)).filter(Boolean);
      const held = cells.filter(isWholeDay).length;
      if (held === 1 || (held > 0 && held <= RARE * cells.length))
        this.#textColumns.set(position, { name: column, header });
    }
  }

  /** Whether no text column holds such days. */
  get none(): boolean {
    return this.#textColumns.size === 0;
  }

  settle(row: DataRow): { row: DataRow; doubts: Doubt[] } {
    const doubts: Doubt[] = [];
    let read = row.read;
    for (const [position, { name, header }] of this.#textColumns) {
      const value = cellText(read, position);
      if (!isWholeDay(value)) continue;
      const empty = this.days.filter(
        (day) => Math.abs(day.position - position) === 1 && cellText(read, day.position) === '',
      );
      const [day] = empty;
      if (!day || empty.length > 1) {
        doubts.push(dayInText(row, name, header, value));
        continue;
      }
      const { label } = columnOf(this.contract, day.name);
      const moved = [...read];
      while (moved.length <= day.position) moved.push('');
      moved[day.position] = value;
      moved[position] = '';
      read = moved;
      doubts.push({
        code: 'day_beside',
        column: day.name,
        rowNumber: row.rowNumber,
        value,
        reason: text(
          `“${value}”写在了“${header}”一列，已按${label.zh}读取；若读错了，请改正后重报`,
          `"${value}" stands in the column "${header}" and was read as: ${label.en}; if that is wrong, mend it and send it again`,
        ),
      });
    }
    return { row: read === row.read ? row : { ...row, read }, doubts };
  }
}

const dayInText = (
  { rowNumber }: DataRow,
  column: string,
  header: string,
  value: string,
): Doubt => ({
  code: 'day_in_text',
  column,
  rowNumber,
  value,
  reason: text(
    `“${header}”一列填的是日期“${value}”；请核对是否填错了列`,
    `The column "${header}" holds a date, "${value}"; is it in the wrong column?`,
  ),
});

/**
 * Days such as 6.3 that may have been written 6.30: as number cells; or in a file that knows no number
 * cells, where no day of the column ends in a zero.
 */
function shortenedDays(
  { shortened }: Sheet,
  days: readonly DayColumn[],
  rows: readonly DataRow[],
): Doubt[] {
  if (shortened?.length === 0) return [];
  const cells = new Set(shortened?.map(([row, position]) => `${row + 1}:${position}`));
  const kept = (position: number) =>
    rows.some(({ read }) => /^\d{1,2}\.[123]0$/.test(cellText(read, position)));
  return days.flatMap(({ name, position }) => {
    if (shortened === undefined && kept(position)) return [];
    return rows.flatMap(({ rowNumber, cells: written }): Doubt[] => {
      const value = cellText(written, position);
      const doubtful = shortened
        ? cells.has(`${rowNumber}:${position}`)
        : /^(?:[1-9]|1[0-2])\.[123]$/.test(value);
      return doubtful ? [shortenedDay(name, rowNumber, value)] : [];
    });
  });
}

function shortenedDay(column: string, rowNumber: number, value: string): Doubt {
  const [month = '', day = ''] = value.split('.');
  return {
    code: 'day_shortened',
    column,
    rowNumber,
    value,
    reason: text(
      `“${value}”已读作${month}月${day}日；若本来写的是 ${value}0，表格把末尾的 0 丢了，请改写成 ${month}月${day}0日`,
      `"${value}" was read as day ${day} of month ${month}; if it was written ${value}0, the sheet dropped the zero: write the date in full`,
    ),
  };
}
