import type { LineageEdge } from './lineage-graph.ts';

/** The way data takes. Policy stands beside it and is placed just before what reads it. */
export const layers = ['intake', 'staging', 'facts', 'features', 'scores', 'marts'] as const;
export type Layer = (typeof layers)[number];

export interface LineageNode {
  /** `schema.relation`. */
  readonly id: string;
  /** One of {@link layers}; anything else (`policy`) feeds in from the side. */
  readonly layer: string;
}

const isLayer = (name: string): name is Layer => layers.some((layer) => layer === name);

/** Longest path within a node's own layer that ends in it. */
function depths(nodes: readonly LineageNode[], edges: readonly LineageEdge[]): Map<string, number> {
  const layerOf = new Map(nodes.map(({ id, layer }) => [id, layer]));
  const inside = edges.filter(({ from, to }) => layerOf.get(from) === layerOf.get(to));
  const depth = new Map(nodes.map(({ id }) => [id, 0]));
  // As many rounds as there are nodes would do even for the longest chain; a circle cannot hang it.
  for (let round = 0, moved = true; moved && round < nodes.length; round += 1) {
    moved = false;
    for (const { from, to } of inside) {
      const least = (depth.get(from) ?? 0) + 1;
      if ((depth.get(to) ?? 0) >= least) continue;
      depth.set(to, least);
      moved = true;
    }
  }
  return depth;
}

/** Columns from left to right: each node's, and which of them belong to which layer. */
export interface Columns {
  readonly of: ReadonlyMap<string, number>;
  readonly count: number;
  readonly spans: readonly {
    readonly layer: Layer;
    readonly first: number;
    readonly last: number;
  }[];
}

/**
 * Gives every node a column, so that each arrow leads to the right: the layers in their order, and
 * within a layer what reads its neighbours to the right of them.
 */
export function columnsOf(nodes: readonly LineageNode[], edges: readonly LineageEdge[]): Columns {
  const depth = depths(nodes, edges);
  const column = new Map<string, number>();
  const spans: { layer: Layer; first: number; last: number }[] = [];
  let first = 0;
  for (const layer of layers) {
    const members = nodes.filter((node) => node.layer === layer);
    if (members.length === 0) continue;
    const deepest = Math.max(...members.map(({ id }) => depth.get(id) ?? 0));
    for (const { id } of members) column.set(id, first + (depth.get(id) ?? 0));
    spans.push({ layer, first, last: first + deepest });
    first += deepest + 1;
  }
  for (const { id, layer } of nodes) {
    if (isLayer(layer)) continue;
    const readers = edges
      .filter(({ from, to }) => from === id && column.has(to))
      .map(({ to }) => column.get(to) ?? 0);
    column.set(id, Math.max(0, Math.min(first, ...readers) - 1));
  }
  return { of: column, count: first, spans };
}
