/**
 * The path of a sparkline in a box `width` × `height` px whose bottom is `low` and top `high`.
 * A null breaks the line; a lone point becomes a short dash so that it is seen.
 */
export function sparklinePath(
  values: readonly (number | null)[],
  box: { width: number; height: number; low: number; high: number },
): string {
  const step = values.length > 1 ? box.width / (values.length - 1) : 0;
  const span = box.high - box.low || 1;
  const round = (value: number) => Math.round(value * 10) / 10;
  const y = (value: number) => round(box.height - ((value - box.low) / span) * box.height);

  let path = '';
  values.forEach((value, index) => {
    if (value === null) return;
    const before = index > 0 ? (values[index - 1] ?? null) : null;
    const after = values[index + 1] ?? null;
    const x = round(index * step);
    path += `${before === null ? 'M' : 'L'}${String(x)},${String(y(value))}`;
    if (before === null && after === null) path += 'h1.5';
  });
  return path;
}
