import { placeInOrder } from './isotonic.ts';
import type { LineageEdge } from './lineage-graph.ts';

/** A node, or the place where the arrows of one node pass a column on their way. */
export interface Stop {
  readonly column: number;
  readonly size: number;
  readonly left: Set<Stop>;
  readonly right: Set<Stop>;
  /** Nodes of its own column that it reads or that read it. */
  readonly beside: Set<Stop>;
  order: number;
  y: number;
}

/** Rounds after which order and places no longer change visibly. */
const ROUNDS = 24;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Adds a stop at the end of a column. */
export function addStop(columns: Stop[][], column: number, size: number): Stop {
  const members = columns[column] ?? [];
  const stop: Stop = {
    column,
    size,
    left: new Set(),
    right: new Set(),
    beside: new Set(),
    order: members.length,
    y: 0,
  };
  members.push(stop);
  return stop;
}

/** Leads each arrow that goes to a later column through those between; all arrows of a node share one way. */
export function routeEdges(
  columns: Stop[][],
  stops: ReadonlyMap<string, Stop>,
  edges: readonly LineageEdge[],
  passage: number,
): Map<LineageEdge, Stop[]> {
  const passages = new Map<string, Stop>();
  const routes = new Map<LineageEdge, Stop[]>();
  for (const edge of edges) {
    const from = stops.get(edge.from);
    const to = stops.get(edge.to);
    if (!from || !to) continue;
    if (to.column <= from.column) {
      if (to.column === from.column) {
        from.beside.add(to);
        to.beside.add(from);
      }
      continue;
    }
    const route = [from];
    for (let column = from.column + 1; column < to.column; column += 1) {
      const key = `${column} ${edge.from}`;
      const stop = passages.get(key) ?? addStop(columns, column, passage);
      passages.set(key, stop);
      route.push(stop);
    }
    route.push(to);
    route.slice(1).forEach((stop, index) => {
      const before = route[index];
      if (!before) return;
      before.right.add(stop);
      stop.left.add(before);
    });
    routes.set(edge, route);
  }
  return routes;
}

/** Sorts each column by the mean place of its neighbours, to and fro, until few arrows cross. */
export function orderColumns(columns: Stop[][]): void {
  // Places are compared as shares of their column, because columns differ in length.
  const share = (stop: Stop): number => (stop.order + 0.5) / (columns[stop.column]?.length ?? 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    const rightwards = round % 2 === 0;
    for (const members of rightwards ? columns : [...columns].reverse()) {
      const place = new Map(
        members.map((stop) => {
          const neighbours = [...(rightwards ? stop.left : stop.right), ...stop.beside];
          return [stop, neighbours.length > 0 ? mean(neighbours.map(share)) : share(stop)];
        }),
      );
      members.sort(
        (first, second) =>
          (place.get(first) ?? 0) - (place.get(second) ?? 0) || first.order - second.order,
      );
      members.forEach((stop, order) => (stop.order = order));
    }
  }
}

/** Moves the nodes of each column, in their order, to the height of their neighbours. */
export function placeColumns(columns: readonly Stop[][], gap: number): void {
  for (const members of columns) {
    members.forEach((stop, index) => (stop.y = (index - members.length / 2) * 24));
  }
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
