/** One relation reads another. */
export interface LineageEdge {
  readonly from: string;
  readonly to: string;
}

/** Everything that `start` is made from, step by step, without `start` itself. */
export const ancestors = (start: string, edges: readonly LineageEdge[]): Set<string> =>
  reach(
    start,
    edges.map(({ from, to }) => ({ from: to, to: from })),
  );

/** Everything that is made from `start`, step by step, without `start` itself. */
export const descendants = (start: string, edges: readonly LineageEdge[]): Set<string> =>
  reach(start, edges);

function reach(start: string, edges: readonly LineageEdge[]): Set<string> {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  }
  const found = new Set<string>();
  const waiting = [start];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const each of next.get(node) ?? []) {
      if (found.has(each) || each === start) continue;
      found.add(each);
      waiting.push(each);
    }
  }
  return found;
}
