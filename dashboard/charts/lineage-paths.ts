/** Where a node stands: its left end, the height of its middle, its width. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const round = (value: number): string => value.toFixed(1);

/** A line that runs straight through each stop and bends in the gutters between them. */
export function pathThrough(
  stops: readonly { readonly left: number; readonly right: number; readonly y: number }[],
): string {
  return stops
    .map((stop, index) => {
      const before = stops[index - 1];
      if (!before) return `M${round(stop.right)},${round(stop.y)}`;
      const middle = round((before.right + stop.left) / 2);
      const bend = `C${middle},${round(before.y)} ${middle},${round(stop.y)} ${round(stop.left)},${round(stop.y)}`;
      return index === stops.length - 1 ? bend : `${bend}H${round(stop.right)}`;
    })
    .join('');
}

/** An arc on the right of a column, between two of its nodes. */
export function arcBeside(from: Box, to: Box): string {
  const x = from.x + from.width;
  const out = x + Math.min(60, 8 + Math.abs(to.y - from.y) / 6);
  return `M${round(x)},${round(from.y)}C${round(out)},${round(from.y)} ${round(out)},${round(to.y)} ${round(to.x + to.width)},${round(to.y)}`;
}

/** A line from a node below up to the left end of the one that reads it. */
export function risingPath(from: Box, to: Box, height: number): string {
  const x = from.x + from.width / 2;
  const y = from.y - height / 2;
  const near = to.x - 24;
  return `M${round(x)},${round(y)}C${round(x)},${round((y + to.y) / 2)} ${round(near)},${round(y)} ${round(near)},${round((y + to.y) / 2)}S${round(near)},${round(to.y)} ${round(to.x)},${round(to.y)}`;
}
