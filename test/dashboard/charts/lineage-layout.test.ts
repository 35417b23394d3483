import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeInOrder } from '../../../dashboard/charts/isotonic.ts';
import { columnsOf } from '../../../dashboard/charts/lineage-columns.ts';
import { ancestors, descendants } from '../../../dashboard/charts/lineage-graph.ts';
import { layoutLineage } from '../../../dashboard/charts/lineage-layout.ts';

const node = (id: string) => ({ id, layer: id.split('.')[0] ?? '' });
const arrow = (text: string) => {
  const [from = '', to = ''] = text.split(' > ');
  return { from, to };
};

const nodes = [
  'intake.hazard',
  'intake.unit',
  'staging.hazard',
  'staging.unit',
  'facts.hazard',
  'facts.unit',
  'facts.area',
  'policy.indicator',
  'scores.points',
  'marts.unit_month',
].map(node);
const edges = [
  'intake.hazard > staging.hazard',
  'intake.unit > staging.unit',
  'staging.hazard > facts.hazard',
  'staging.unit > facts.unit',
  'facts.unit > facts.area',
  'facts.hazard > scores.points',
  'policy.indicator > scores.points',
  'scores.points > marts.unit_month',
  'facts.unit > marts.unit_month',
].map(arrow);
const sizes = { nodeHeight: 20, gap: 6, passage: 4, gutter: 30, nodeWidth: () => 80 };

test('finds what a relation is made from and what is made from it', () => {
  expect([...ancestors('scores.points', edges)].sort()).toEqual([
    'facts.hazard',
    'intake.hazard',
    'policy.indicator',
    'staging.hazard',
  ]);
  expect([...descendants('staging.unit', edges)].sort()).toEqual([
    'facts.area',
    'facts.unit',
    'marts.unit_month',
  ]);
});

test('a circle is walked once', () => {
  const circle = ['a > b', 'b > a'].map(arrow);
  expect([...descendants('a', circle)]).toEqual(['b']);
});

describe('columns', () => {
  const { of: column, spans } = columnsOf(nodes, edges);

  test('every arrow leads to the right', () => {
    for (const { from, to } of edges)
      expect([from, to, (column.get(from) ?? 0) < (column.get(to) ?? 0)]).toEqual([from, to, true]);
  });

  test('a layer takes as many columns as its longest chain', () => {
    expect(spans.find(({ layer }) => layer === 'facts')).toEqual({
      layer: 'facts',
      first: 2,
      last: 3,
    });
  });

  test('policy stands just before its first reader', () => {
    expect(column.get('policy.indicator')).toBe((column.get('scores.points') ?? 0) - 1);
  });
});

describe('layout', () => {
  const layout = layoutLineage(nodes, edges, sizes);

  test('no two nodes overlap', () => {
    for (const first of layout.nodes)
      for (const second of layout.nodes) {
        if (first.id >= second.id || first.x !== second.x) continue;
        expect(Math.abs(first.y - second.y)).toBeGreaterThanOrEqual(26 - 1e-6);
      }
  });

  test('everything is inside, and policy below the rest of its column', () => {
    for (const { x, y, width } of layout.nodes) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(layout.width);
      expect(y - 10).toBeGreaterThanOrEqual(-1e-6);
      expect(y + 10).toBeLessThanOrEqual(layout.height + 1e-6);
    }
    const policy = layout.nodes.find(({ id }) => id === 'policy.indicator');
    for (const other of layout.nodes)
      if (other.x === policy?.x && other !== policy) expect(policy.y).toBeGreaterThan(other.y);
  });

  test('an arrow starts and ends at its nodes', () => {
    for (const { from, to, path } of layout.edges) {
      const start = layout.nodes.find(({ id }) => id === from);
      const end = layout.nodes.find(({ id }) => id === to);
      expect(path.startsWith(`M${((start?.x ?? 0) + 80).toFixed(1)},`)).toBe(true);
      expect(path.endsWith(`${end?.x.toFixed(1)},${end?.y.toFixed(1)}`)).toBe(true);
    }
  });

  test('the same lineage gives the same picture', () => {
    expect(layoutLineage(nodes, edges, sizes)).toEqual(layout);
  });

  test('chains that need not cross run side by side', () => {
    const chains = ['x', 'y', 'z'];
    const straight = layoutLineage(
      [...chains]
        .flatMap((name) => [node(`intake.${name}`)])
        .concat([...chains].reverse().map((name) => node(`staging.${name}`))),
      chains.map((name) => arrow(`intake.${name} > staging.${name}`)),
      sizes,
    );
    for (const name of chains) {
      const [from, to] = ['intake', 'staging'].map((layer) =>
        straight.nodes.find(({ id }) => id === `${layer}.${name}`),
      );
      expect(from?.y).toBeCloseTo(to?.y ?? Number.NaN);
    }
  });
});

test('items keep their order and distance, and stay where they want to be if they can', () => {
  expect(placeInOrder([10, 50, 90], [20, 20, 20], 5)).toEqual([10, 50, 90]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { maxLength: 30 }), (wanted) => {
      const sizes = wanted.map((_, index) => 5 + (index % 3) * 10);
      const placed = placeInOrder(wanted, sizes, 4);
      placed.slice(1).forEach((value, index) => {
        const apart = ((sizes[index] ?? 0) + (sizes[index + 1] ?? 0)) / 2 + 4;
        expect(value - (placed[index] ?? 0)).toBeGreaterThanOrEqual(apart - 1e-9);
      });
    }),
  );
});
