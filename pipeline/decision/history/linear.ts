/**
 * Solves A x = b for a symmetric positive definite A by Cholesky's decomposition.
 * @param a row by row, n × n; overwritten
 * @param b length n; overwritten by x
 * @returns b
 */
export function solve(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
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

const at = (values: Float64Array, index: number): number => values[index] ?? 0;
