/** A cell by its place on the screen: row after sorting and filtering, column of the answer. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells: from where it was begun to where it was drawn. */
export interface Selection {
  readonly anchor: CellPlace;
  readonly head: CellPlace;
}

/** First and last row and column of a selection, all included. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export const rangeOf = ({ anchor, head }: Selection): CellRange => ({
  top: Math.min(anchor.row, head.row),
  bottom: Math.max(anchor.row, head.row),
  left: Math.min(anchor.column, head.column),
  right: Math.max(anchor.column, head.column),
});

export const within = (range: CellRange, row: number, column: number): boolean =>
  row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;

/** What a key does to a place, in rows and columns; `page` is the rows that fit on the screen. */
export function moveOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
  page: number,
): { readonly rows: number; readonly columns: number } | undefined {
  const far = event.ctrlKey || event.metaKey;
  const whole = Number.MAX_SAFE_INTEGER;
  const moves: Readonly<Record<string, { readonly rows: number; readonly columns: number }>> = {
    ArrowDown: { rows: far ? whole : 1, columns: 0 },
    ArrowUp: { rows: far ? -whole : -1, columns: 0 },
    ArrowRight: { rows: 0, columns: far ? whole : 1 },
    ArrowLeft: { rows: 0, columns: far ? -whole : -1 },
    PageDown: { rows: page, columns: 0 },
    PageUp: { rows: -page, columns: 0 },
    Home: { rows: far ? -whole : 0, columns: -whole },
    End: { rows: far ? whole : 0, columns: whole },
  };
  return moves[event.key];
}
