/** A stretch of consecutive months with the same value. `end` is exclusive. */
export interface Run<Value> {
  readonly value: Value;
  /** Index of its first row. */
  readonly start: number;
  /** Index after its last row. */
  readonly end: number;
}

/** Cuts rows, in order, into runs of equal value. */
export function runsOf<Row, Value>(
  rows: readonly Row[],
  valueOf: (row: Row) => Value,
): readonly Run<Value>[] {
  const runs: Run<Value>[] = [];
  rows.forEach((row, index) => {
    const value = valueOf(row);
    const last = runs.at(-1);
    if (last && last.value === value) runs[runs.length - 1] = { ...last, end: index + 1 };
    else runs.push({ value, start: index, end: index + 1 });
  });
  return runs;
}
