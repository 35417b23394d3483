import { placeInOrder } from './isotonic.ts';
import type { LineageEdge } from './lineage-graph.ts';

/** The way data takes, one column each. Other schemas (policy) feed in from below. */
export const layers = ['intake', 'staging', 'facts', 'features', 'scores', 'marts'] as const;

export interface LineageNode {
  /** `schema.relation`. */
  readonly id: string;
  /** Its schema. */
  readonly layer: string;
}

/** Sizes in px. */
export interface LineageSizes {
  /** Room there is; the gutters take what the nodes leave. */
  readonly width: number;
  readonly nodeHeight: number;
  /** Room between two nodes of a column. */
  readonly gap: number;
  /** Height that an arrow takes where it passes a column. */
  readonly passage: number;
  /** Least room between two columns, in which the arrows bend. */
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
  /** SVG path data of each arrow; `side` where it comes from below the columns. */
  readonly edges: readonly (LineageEdge & { readonly path: string; readonly side: boolean })[];
  /** Left edge and width of each layer's column. */
  readonly columns: readonly {
    readonly layer: string;
    readonly x: number;
    readonly width: number;
  }[];
  /** Top of the room that each schema below the columns takes. */
  readonly bands: readonly { readonly layer: string; readonly y: number }[];
}

/** A node, or the place where the arrows of one node pass a column on their way. */
interface Stop {
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
/** Head of a band, in which its name stands. */
const BAND_HEAD = 34;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const isLayer = (layer: string): boolean => layers.some((each) => each === layer);

/**
 * Lays a lineage out from left to right: one column a layer, few crossings, arrows that skip a layer
 * bundled by their source. The same input gives the same picture.
 */
export function layoutLineage(
  nodes: readonly LineageNode[],
  edges: readonly LineageEdge[],
  sizes: LineageSizes,
): LineageLayout {
  const present = layers.filter((layer) => nodes.some((node) => node.layer === layer));
  const columns: Stop[][] = present.map(() => []);
  const stops = new Map<string, Stop>();
  for (const { id, layer } of nodes) {
    const column = present.findIndex((each) => each === layer);
    if (column !== -1) stops.set(id, addStop(columns, column, sizes.nodeHeight));
  }
  const routes = routeEdges(columns, stops, edges, sizes.passage);
  orderColumns(columns);
  placeColumns(columns, sizes.gap);

  const names = new Map([...stops].map(([id, stop]) => [stop, id]));
  const widths = columns.map((members) =>
    Math.max(
      0,
      ...members.map((stop) => {
        const id = names.get(stop);
        return id === undefined ? 0 : sizes.nodeWidth(id);
      }),
    ),
  );
  const taken = widths.reduce((sum, width) => sum + width, 0);
  const gutter = Math.max(sizes.gutter, (sizes.width - taken) / Math.max(1, widths.length - 1));
  const lefts = widths.map((_, index) =>
    widths.slice(0, index).reduce((sum, width) => sum + width + gutter, 0),
  );
  const width = Math.max(sizes.width, (lefts.at(-1) ?? 0) + (widths.at(-1) ?? 0));
  const all = columns.flat();
  const top = Math.min(0, ...all.map((stop) => stop.y - stop.size / 2));
  const bottom = Math.max(0, ...all.map((stop) => stop.y + stop.size / 2)) - top;

  const placed: PlacedNode[] = nodes.flatMap((node) => {
    const stop = stops.get(node.id);
    if (!stop) return [];
    const { column, y } = stop;
    return [{ ...node, x: lefts[column] ?? 0, y: y - top, width: widths[column] ?? 0 }];
  });
  const below = placeBands(nodes, { ...sizes, width }, bottom);
  const everything = [...placed, ...below.nodes];
  const at = new Map(everything.map((node) => [node.id, node]));

  return {
    width,
    height: below.height,
    nodes: everything,
    columns: present.map((layer, index) => ({
      layer,
      x: lefts[index] ?? 0,
      width: widths[index] ?? 0,
    })),
    bands: below.bands,
    edges: edges.flatMap((edge) => {
      const from = at.get(edge.from);
      const to = at.get(edge.to);
      if (!from || !to) return [];
      const side = !isLayer(from.layer);
      const route = routes.get(edge);
      const path = side
        ? risingPath(from, to, sizes.nodeHeight)
        : route
          ? pathThrough(
              route.map((stop) => ({
                left: lefts[stop.column] ?? 0,
                right: (lefts[stop.column] ?? 0) + (widths[stop.column] ?? 0),
                y: stop.y - top,
              })),
            )
          : arcBeside(from, to);
      return [{ ...edge, path, side }];
    }),
  };
}

function addStop(columns: Stop[][], column: number, size: number): Stop {
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
function routeEdges(
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
function orderColumns(columns: Stop[][]): void {
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
function placeColumns(columns: readonly Stop[][], gap: number): void {
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

/** Sets the nodes of other schemas below the columns, in lines like words. */
function placeBands(
  nodes: readonly LineageNode[],
  sizes: LineageSizes,
  bottom: number,
): { nodes: PlacedNode[]; bands: { layer: string; y: number }[]; height: number } {
  const placed: PlacedNode[] = [];
  const bands: { layer: string; y: number }[] = [];
  const others = nodes.filter(({ layer }) => !isLayer(layer));
  let y = bottom;
  for (const layer of new Set(others.map((node) => node.layer))) {
    y += sizes.nodeHeight;
    bands.push({ layer, y });
    y += BAND_HEAD + sizes.nodeHeight / 2;
    let x = 0;
    for (const node of others.filter((each) => each.layer === layer)) {
      const width = sizes.nodeWidth(node.id);
      if (x > 0 && x + width > sizes.width) {
        x = 0;
        y += sizes.nodeHeight + sizes.gap;
      }
      placed.push({ ...node, x, y, width });
      x += width + sizes.gap;
    }
    y += sizes.nodeHeight / 2;
  }
  return { nodes: placed, bands, height: y };
}

const round = (value: number): string => value.toFixed(1);

/** A line that runs straight through each stop and bends in the gutters between them. */
function pathThrough(
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
function arcBeside(from: PlacedNode, to: PlacedNode): string {
  const x = from.x + from.width;
  const out = x + Math.min(60, 8 + Math.abs(to.y - from.y) / 6);
  return `M${round(x)},${round(from.y)}C${round(out)},${round(from.y)} ${round(out)},${round(to.y)} ${round(to.x + to.width)},${round(to.y)}`;
}

/** A line from a node below up to the left end of the one that reads it. */
function risingPath(from: PlacedNode, to: PlacedNode, height: number): string {
  const x = from.x + from.width / 2;
  const y = from.y - height / 2;
  const near = to.x - 24;
  return `M${round(x)},${round(y)}C${round(x)},${round((y + to.y) / 2)} ${round(near)},${round(y)} ${round(near)},${round((y + to.y) / 2)}S${round(near)},${round(to.y)} ${round(to.x)},${round(to.y)}`;
}
