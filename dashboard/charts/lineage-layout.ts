import { placeInOrder } from './isotonic.ts';
import { columnsOf, layers, type LineageNode } from './lineage-columns.ts';
import type { LineageEdge } from './lineage-graph.ts';

/** Sizes in px. */
export interface LineageSizes {
  readonly nodeHeight: number;
  /** Room between two nodes of a column. */
  readonly gap: number;
  /** Room that an arrow takes where it passes a column. */
  readonly passage: number;
  /** Room between two columns, in which the arrows bend. */
  readonly gutter: number;
  /** Width of a node, from its name. */
  readonly nodeWidth: (id: string) => number;
}

export interface PlacedNode extends LineageNode {
  readonly x: number;
  /** Of its middle. */
  readonly y: number;
  readonly width: number;
}

export interface LineageLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  /** SVG path data of each arrow. */
  readonly edges: readonly (LineageEdge & { readonly path: string })[];
  /** Left edge and width of what each layer takes. */
  readonly bands: readonly { readonly layer: string; readonly x: number; readonly width: number }[];
}

/** A node, or the place where an arrow passes a column on its way. */
interface Stop {
  readonly column: number;
  readonly size: number;
  /** What feeds in from the side stands below the way of the data. */
  readonly below: boolean;
  readonly left: Stop[];
  readonly right: Stop[];
  order: number;
  y: number;
}

/** Rounds after which order and places no longer change visibly. */
const ROUNDS = 16;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Lays a lineage out from left to right: columns by layer, few crossings, arrows routed between the
 * nodes that they pass. The same input gives the same picture.
 */
export function layoutLineage(
  nodes: readonly LineageNode[],
  edges: readonly LineageEdge[],
  sizes: LineageSizes,
): LineageLayout {
  const columns = columnsOf(nodes, edges);
  const stops = new Map<string, Stop>();
  const byColumn: Stop[][] = Array.from({ length: columns.count }, () => []);
  const add = (column: number, size: number, below: boolean): Stop => {
    const members = byColumn[column] ?? [];
    const stop = { column, size, below, left: [], right: [], order: members.length, y: 0 };
    members.push(stop);
    return stop;
  };
  for (const { id, layer } of nodes) {
    const below = !layers.some((each) => each === layer);
    stops.set(id, add(columns.of.get(id) ?? 0, sizes.nodeHeight, below));
  }
  const routes = edges.flatMap((edge) => {
    const from = stops.get(edge.from);
    const to = stops.get(edge.to);
    if (!from || !to || to.column <= from.column) return [];
    const route = [from];
    for (let column = from.column + 1; column < to.column; column += 1)
      route.push(add(column, sizes.passage, from.below));
    route.push(to);
    route.slice(1).forEach((stop, index) => {
      const before = route[index];
      before?.right.push(stop);
      if (before) stop.left.push(before);
    });
    return [{ edge, route }];
  });

  orderColumns(byColumn);
  placeColumns(byColumn, sizes.gap);

  const placed = new Map([...stops].map(([id, stop]) => [stop, id]));
  const widths = byColumn.map((members) =>
    Math.max(0, ...members.map((stop) => sizes.nodeWidth(placed.get(stop) ?? ''))),
  );
  const lefts: number[] = [];
  widths.forEach((_, index) =>
    lefts.push(index === 0 ? 0 : (lefts[index - 1] ?? 0) + (widths[index - 1] ?? 0) + sizes.gutter),
  );
  const top = Math.min(...byColumn.flat().map((stop) => stop.y - stop.size / 2));
  const bottom = Math.max(...byColumn.flat().map((stop) => stop.y + stop.size / 2));
  const x = (stop: Stop): number => lefts[stop.column] ?? 0;
  const width = (stop: Stop): number => widths[stop.column] ?? 0;

  return {
    width: (lefts.at(-1) ?? 0) + (widths.at(-1) ?? 0),
    height: Math.max(0, bottom - top),
    nodes: nodes.flatMap((node) => {
      const stop = stops.get(node.id);
      return stop ? [{ ...node, x: x(stop), y: stop.y - top, width: width(stop) }] : [];
    }),
    edges: routes.map(({ edge, route }) => ({
      ...edge,
      path: pathThrough(
        route.map((stop) => ({ left: x(stop), right: x(stop) + width(stop), y: stop.y - top })),
      ),
    })),
    bands: columns.spans.map(({ layer, first, last }) => ({
      layer,
      x: lefts[first] ?? 0,
      width: (lefts[last] ?? 0) + (widths[last] ?? 0) - (lefts[first] ?? 0),
    })),
  };
}

/** Sorts each column by the mean place of its neighbours, to and fro, until few arrows cross. */
function orderColumns(columns: Stop[][]): void {
  for (let round = 0; round < ROUNDS; round += 1) {
    const rightwards = round % 2 === 0;
    for (const members of rightwards ? columns : [...columns].reverse()) {
      const place = new Map(
        members.map((stop) => {
          const neighbours = rightwards ? stop.left : stop.right;
          // Places are compared as shares of their column, because columns differ in length.
          const share = (each: Stop) => each.order / (columns[each.column]?.length ?? 1);
          return [stop, neighbours.length > 0 ? mean(neighbours.map(share)) : share(stop)];
        }),
      );
      members.sort(
        (first, second) =>
          Number(first.below) - Number(second.below) ||
          (place.get(first) ?? 0) - (place.get(second) ?? 0) ||
          first.order - second.order,
      );
      members.forEach((stop, order) => (stop.order = order));
    }
  }
}

/** Moves the nodes of each column, in their order, to the height of their neighbours. */
function placeColumns(columns: readonly Stop[][], gap: number): void {
  for (const members of columns) members.forEach((stop) => (stop.y = stop.order * 30));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const members of round % 2 === 0 ? columns : [...columns].reverse()) {
      const wanted = members.map((stop) => {
        const neighbours = [...stop.left, ...stop.right];
        return neighbours.length > 0 ? mean(neighbours.map((each) => each.y)) : stop.y;
      });
      const sizes = members.map((stop) => stop.size);
      placeInOrder(wanted, sizes, gap).forEach((y, index) => {
        const stop = members[index];
        if (stop) stop.y = y;
      });
    }
  }
}

/** A line that runs straight through each stop and bends in the gutters between them. */
function pathThrough(
  stops: readonly { readonly left: number; readonly right: number; readonly y: number }[],
): string {
  const round = (value: number): string => value.toFixed(1);
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
