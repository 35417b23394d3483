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

/** An arc on the right of a column, between two of its nodes, that comes no further out than `reach`. */
export function arcBeside(from: Box, to: Box, reach: number): string {
  const x = from.x + from.width;
  // A curve whose two middle points lie this far out comes out by three quarters of it.
  const out = x + Math.min(reach / 0.75, 8 + Math.abs(to.y - from.y) / 6);
  return `M${round(x)},${round(from.y)}C${round(out)},${round(from.y)} ${round(out)},${round(to.y)} ${round(to.x + to.width)},${round(to.y)}`;
}

/** How far from a box a line to or from a band runs in the gutter beside it. */
const LANE = 10;
/** How far above a box of a band a line runs along its row. */
const ABOVE = 3;

/** A node of a column, or of a band below the columns. */
export interface SideEnd extends Box {
  readonly inBand: boolean;
}

/** A line with an end in a band: it keeps to the gutters and to the gaps between rows. */
export function sidePath(from: SideEnd, to: SideEnd, height: number): string {
  const topOf = ({ y }: Box): number => y - height / 2;
  const middleOf = ({ x, width }: Box): number => x + width / 2;
  const lane = to.inBand ? from.x + from.width + LANE : to.x - LANE;
  const start = from.inBand
    ? `M${round(middleOf(from))},${round(topOf(from))}V${round(topOf(from) - ABOVE)}`
    : `M${round(from.x + from.width)},${round(from.y)}`;
  const end = to.inBand
    ? `V${round(topOf(to) - ABOVE)}H${round(middleOf(to))}V${round(topOf(to))}`
    : `V${round(to.y)}H${round(to.x)}`;
  return `${start}H${round(lane)}${end}`;
}
