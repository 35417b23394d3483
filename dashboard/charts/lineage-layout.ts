import type { LineageEdge } from './lineage-graph.ts';
import { arcBeside, pathThrough, sidePath } from './lineage-paths.ts';
import { addStop, orderColumns, placeColumns, routeEdges, type Stop } from './lineage-stops.ts';

/** The way data takes, one column each. Other schemas (policy, backtest) stand below it. */
export const layers = [
  'intake',
  'staging',
  'facts',
  'features',
  'scores',
  'signals',
  'marts',
] as const;

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
  /** SVG path data of each arrow; `side` where an end of it stands below the columns. */
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

/** Head of a band, in which its name stands. */
const BAND_HEAD = 34;

/** How near to the next column an arc within one may come. */
const CLEAR = 4;

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

  const slots = slotsInBands(nodes, columns.length);
  const widths = columns.map((_, index) =>
    Math.max(
      ...nodes
        .filter(({ id }) => (stops.get(id)?.column ?? slots.get(id)) === index)
        .map(({ id }) => sizes.nodeWidth(id)),
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
  const below = placeBands(nodes, slots, sizes, bottom, (slot) => ({
    x: lefts[slot] ?? 0,
    width: widths[slot] ?? 0,
  }));
  // Down one column after another, as they are read: keys walk them in this order.
  const inOrder = placed.toSorted((one, other) => one.x - other.x || one.y - other.y);
  const everything = [...inOrder, ...below.nodes];
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
      const fromBand = !isLayer(from.layer);
      const toBand = !isLayer(to.layer);
      const side = fromBand || toBand;
      const route = routes.get(edge);
      const path = side
        ? sidePath({ ...from, inBand: fromBand }, { ...to, inBand: toBand }, sizes.nodeHeight)
        : route
          ? pathThrough(
              route.map((stop) => ({
                left: lefts[stop.column] ?? 0,
                right: (lefts[stop.column] ?? 0) + (widths[stop.column] ?? 0),
                y: stop.y - top,
              })),
            )
          : arcBeside(from, to, sizes.gutter - CLEAR);
      return [{ ...edge, path, side }];
    }),
  };
}

/** The column under which each node of another schema stands; a schema begins on the left. */
function slotsInBands(nodes: readonly LineageNode[], columns: number): Map<string, number> {
  const taken = new Map<string, number>();
  const slots = new Map<string, number>();
  for (const { id, layer } of nodes) {
    if (isLayer(layer)) continue;
    const before = taken.get(layer) ?? 0;
    taken.set(layer, before + 1);
    slots.set(id, before % Math.max(1, columns));
  }
  return slots;
}

/** Sets the nodes of other schemas below the columns, in rows; the gutters stay free for arrows. */
function placeBands(
  nodes: readonly LineageNode[],
  slots: ReadonlyMap<string, number>,
  sizes: LineageSizes,
  bottom: number,
  roomOf: (slot: number) => { readonly x: number; readonly width: number },
): { nodes: PlacedNode[]; bands: { layer: string; y: number }[]; height: number } {
  const placed: PlacedNode[] = [];
  const bands: { layer: string; y: number }[] = [];
  const others = nodes.filter(({ layer }) => !isLayer(layer));
  let y = bottom;
  for (const layer of new Set(others.map((node) => node.layer))) {
    y += sizes.nodeHeight;
    bands.push({ layer, y });
    y += BAND_HEAD + sizes.nodeHeight / 2;
    others
      .filter((each) => each.layer === layer)
      .forEach((node, index) => {
        const slot = slots.get(node.id) ?? 0;
        if (index > 0 && slot === 0) y += sizes.nodeHeight + sizes.gap;
        placed.push({ ...node, ...roomOf(slot), y });
      });
    y += sizes.nodeHeight / 2;
  }
  return { nodes: placed, bands, height: y };
}
