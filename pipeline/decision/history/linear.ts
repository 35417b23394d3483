/**
 * Solves A x = b for a symmetric positive definite A by Cholesky's decomposition.
 * @param a row by row, n × n, of which the lower half is read; overwritten
 * @param b length n; overwritten by x
 * @returns b
 */
export function solve(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  decompose(a, n);
  for (let row = 0; row < n; row++) {
    let sum = at(b, row);
    for (let k = 0; k < row; k++) sum -= at(a, row * n + k) * at(b, k);
    b[row] = sum / at(a, row * n + row);
  }
  for (let row = n - 1; row >= 0; row--) {
    let sum = at(b, row);
    for (let k = row + 1; k < n; k++) sum -= at(a, k * n + row) * at(b, k);
    b[row] = sum / at(a, row * n + row);
  }
  return b;
}

/**
 * The diagonal of the inverse of a symmetric positive definite matrix: with A = L Lᵀ, the sums of squares of the
 * columns of L⁻¹.
 * @param a row by row, n × n, of which the lower half is read; overwritten
 */
export function inverseDiagonal(a: Float64Array, n: number): Float64Array {
  decompose(a, n);
  const diagonal = new Float64Array(n);
  const column = new Float64Array(n);
  for (let of = 0; of < n; of++) {
    for (let row = of; row < n; row++) {
      let sum = row === of ? 1 : 0;
      for (let k = of; k < row; k++) sum -= at(a, row * n + k) * at(column, k);
      column[row] = sum / at(a, row * n + row);
      diagonal[of] = at(diagonal, of) + at(column, row) ** 2;
    }
  }
  return diagonal;
}

/** Puts L of A = L Lᵀ into the lower half of A. */
function decompose(a: Float64Array, n: number): void {
  for (let column = 0; column < n; column++) {
    let pivot = at(a, column * n + column);
    for (let k = 0; k < column; k++) pivot -= at(a, column * n + k) ** 2;
    const root = Math.sqrt(Math.max(pivot, 1e-12));
    a[column * n + column] = root;
    for (let row = column + 1; row < n; row++) {
      let sum = at(a, row * n + column);
      for (let k = 0; k < column; k++) sum -= at(a, row * n + k) * at(a, column * n + k);
      a[row * n + column] = sum / root;
    }
  }
}

const at = (values: Float64Array, index: number): number => values[index] ?? 0;
