import loadHighs, { type Highs, type ModelData } from 'highs';

let loading: Promise<Highs> | undefined;
const highsOnce = (): Promise<Highs> => (loading ??= loadHighs());

/** One column to be added: what it brings, and its factor in each row. */
export interface Column {
  readonly value: number;
  readonly upper: number;
  readonly rows: readonly (readonly [row: number, factor: number])[];
}

/** What a solve came to; `values` by column, `duals` by row: what one more of its right side is worth. */
export interface Solved {
  readonly status: 'optimal' | 'stopped' | 'none';
  readonly objective: number;
  readonly values: Float64Array;
  readonly duals: Float64Array;
}

export interface WholeOptions {
  /** Least and most of each row, this time. */
  readonly bounds: readonly (readonly [lower: number, upper: number])[];
  readonly seconds: number;
  /** Relative distance from the bound at which to stop. */
  readonly gap: number;
  readonly stopRequested?: (() => boolean) | undefined;
  readonly onBetter?: ((objective: number) => void) | undefined;
}

/**
 * A linear program that grows by columns and is maximised by HiGHS (compiled to WebAssembly). It begins
 * each solve where the last one ended. Must be closed.
 */
export class Master {
  readonly #columns: Column[] = [];

  private constructor(
    private readonly highs: Highs,
    private readonly model: ReturnType<Highs['createModel']>,
    private readonly bounds: readonly (readonly [lower: number, upper: number])[],
  ) {}

  /** @param bounds least and most of each row */
  static async of(bounds: readonly (readonly [lower: number, upper: number])[]): Promise<Master> {
    const highs = await highsOnce();
    const model = highs.createModel(dataOf(highs, bounds, []));
    model.options.set({ output_flag: false });
    return new Master(highs, model, bounds);
  }

  close(): void {
    this.model.dispose();
  }

  add(columns: readonly Column[]): void {
    if (columns.length === 0) return;
    this.model.addCols({
      cost: Float64Array.from(columns, ({ value }) => value),
      lower: new Float64Array(columns.length),
      upper: Float64Array.from(columns, ({ upper }) => upper),
      matrix: matrixOf(this.bounds.length, columns),
    });
    this.#columns.push(...columns);
  }

  /** Solves with columns that may be split. */
  solve(): Solved {
    const { modelStatus } = this.model.run();
    const optimal = modelStatus === this.highs.constants.modelStatus.optimal;
    const objective = this.model.getObjectiveValue();
    const { colValue, rowDual } = this.model.getSolution();
    return {
      status: optimal ? 'optimal' : 'none',
      objective,
      values: colValue,
      duals: rowDual,
    };
  }

  /**
   * Solves anew with some columns alone, those from number `first` on whole; the others are 0.
   * @param some numbers of the columns, in ascending order
   * @param start a solution that holds, by column
   */
  solveWhole(
    first: number,
    some: readonly number[],
    start: Float64Array,
    options: WholeOptions,
  ): Omit<Solved, 'duals'> {
    const { highs } = this;
    const { callbackType, modelStatus, variableType } = highs.constants;
    const columns = some.flatMap((index) => this.#columns[index] ?? []);
    const data = {
      ...dataOf(highs, options.bounds, columns),
      integrality: some.map((index) =>
        index < first ? variableType.continuous : variableType.integer,
      ),
    };
    return highs.withModel(data, (model): Omit<Solved, 'duals'> => {
      const { seconds, gap } = options;
      model.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: gap });
      model.setSolution({ colValue: Float64Array.from(some, (index) => start[index] ?? 0) });
      const { modelStatus: status } = model.run({
        [callbackType.mipInterrupt]: (event) => {
          if (options.stopRequested?.()) event.interrupt();
          return undefined;
        },
        [callbackType.mipImprovingSolution]: ({ data: { objective_function_value: best } }) => {
          options.onBetter?.(best ?? NaN);
          return undefined;
        },
      });
      const found = Number(model.info.get('primal_solution_status')) === 2;
      const values = new Float64Array(this.#columns.length);
      model.getSolution().colValue.forEach((value, at) => {
        values[some[at] ?? 0] = value;
      });
      return {
        status: !found ? 'none' : status === modelStatus.optimal ? 'optimal' : 'stopped',
        objective: found ? model.getObjectiveValue() : NaN,
        values,
      };
    });
  }
}

function matrixOf(rows: number, columns: readonly Column[]) {
  const starts = new Int32Array(columns.length + 1);
  columns.forEach((column, index) => {
    starts[index + 1] = (starts[index] ?? 0) + column.rows.length;
  });
  const entries = columns.flatMap((column) => column.rows);
  return {
    format: 'csc' as const,
    numRows: rows,
    numCols: columns.length,
    starts,
    indices: Int32Array.from(entries, ([row]) => row),
    values: Float64Array.from(entries, ([, factor]) => factor),
  };
}

const dataOf = (
  highs: Highs,
  bounds: readonly (readonly [number, number])[],
  columns: readonly Column[],
): ModelData => ({
  numCols: columns.length,
  numRows: bounds.length,
  sense: highs.constants.objectiveSense.maximize,
  colCost: columns.map(({ value }) => value),
  colLower: columns.map(() => 0),
  colUpper: columns.map(({ upper }) => upper),
  rowLower: bounds.map(([lower]) => lower),
  rowUpper: bounds.map(([, upper]) => upper),
  matrix: matrixOf(bounds.length, columns),
});
