/** One hexagon of the grid that the district is cut from; `column` and `row` count half widths and rows. */
export interface Cell {
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
  /** Index of the area; WATER or OUTSIDE where it belongs to none. */
  label: number;
}

export interface Point {
  x: number;
  y: number;
}

/** Half the width of a hexagon and half its side, in kilometres. */
export const HALF_WIDTH = 0.19;
export const HALF_SIDE = HALF_WIDTH / Math.sqrt(3);

/** Steps to the six neighbours, counter-clockwise from the east, in columns and rows. */
const STEPS = [
  [2, 0],
  [1, 1],
  [-1, 1],
  [-2, 0],
  [-1, -1],
  [1, -1],
] as const;

export type Neighbours = ReadonlyMap<Cell, readonly (Cell | undefined)[]>;

/** The six cells around each cell, from the east on; undefined beyond the edge of the grid. */
export function neighboursOf(cells: readonly Cell[]): Neighbours {
  const key = (column: number, row: number): number => (row + 500) * 2000 + column + 1000;
  const at = new Map(cells.map((cell) => [key(cell.column, cell.row), cell]));
  return new Map(
    cells.map((cell) => [
      cell,
      STEPS.map(([columns, rows]) => at.get(key(cell.column + columns, cell.row + rows))),
    ]),
  );
}
