import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeInOrder } from '../../../dashboard/charts/isotonic.ts';
import { ancestors, descendants } from '../../../dashboard/charts/lineage-graph.ts';
import { layers, layoutLineage } from '../../../dashboard/charts/lineage-layout.ts';

const node = (id: string) => ({ id, layer: id.split('.')[0] ?? '' });
const arrow = (text: string) => {
  const [from = '', to = ''] = text.split(' > ');
  return { from, to };
};

/** Points of a path of straight lines and curves, close to one another. */
function pointsAlong(path: string): [number, number][] {
  const points: [number, number][] = [];
  let [x, y] = [0, 0];
  for (const [, letter = '', numbers = ''] of path.matchAll(/([MHVC])([^MHVC]*)/g)) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers.split(/[ ,]/).map(Number);
    const [fromX, fromY] = [x, y];
    if (letter === 'M') [x, y] = [a, b];
    else if (letter === 'C') [x, y] = [e, f];
    else if (letter === 'H') x = a;
    else y = a;
    if (letter === 'M') continue;
    for (let step = 0; step <= 1; step += 1 / 64) {
      const back = 1 - step;
      points.push(
        letter === 'C'
          ? [
              back ** 3 * fromX +
                3 * back ** 2 * step * a +
                3 * back * step ** 2 * c +
                step ** 3 * e,
              back ** 3 * fromY +
                3 * back ** 2 * step * b +
                3 * back * step ** 2 * d +
                step ** 3 * f,
            ]
          : [back * fromX + step * x, back * fromY + step * y],
      );
    }
  }
  return points;
}

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
const sizes = {
  width: 900,
  nodeHeight: 20,
  gap: 6,
  passage: 4,
  gutter: 30,
  nodeWidth: () => 80,
};

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

describe('layout', () => {
  const layout = layoutLineage(nodes, edges, sizes);

  test('no two nodes overlap', () => {
    for (const first of layout.nodes)
      for (const second of layout.nodes) {
        if (first.id >= second.id || first.x !== second.x) continue;
        expect(Math.abs(first.y - second.y)).toBeGreaterThanOrEqual(26 - 1e-6);
      }
  });

  test('nodes are walked down one column after another', () => {
    const columns = layout.nodes.filter(({ layer }) => layers.some((each) => each === layer));
    for (const [index, node] of columns.entries()) {
      const before = columns[index - 1];
      if (before) expect([node.x > before.x, node.y > before.y]).toContain(true);
      if (before) expect(node.x).toBeGreaterThanOrEqual(before.x);
    }
  });

  const find = (id: string) => layout.nodes.find((each) => each.id === id);

  test('everything is inside, and the columns take the width there is', () => {
    expect(layout.width).toBe(900);
    for (const { x, y, width } of layout.nodes) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(layout.width);
      expect(y - 10).toBeGreaterThanOrEqual(-1e-6);
      expect(y + 10).toBeLessThanOrEqual(layout.height + 1e-6);
    }
  });

  test('each layer is a column, in the way data takes', () => {
    expect(layout.columns.map(({ layer }) => layer)).toEqual([
      'intake',
      'staging',
      'facts',
      'scores',
      'marts',
    ]);
    for (const { x, layer } of layout.columns)
      for (const each of layout.nodes)
        if (each.layer === layer) expect([each.id, each.x]).toEqual([each.id, x]);
  });

  test('policy stands below everything else', () => {
    const policy = find('policy.indicator');
    for (const each of layout.nodes)
      if (each.id !== policy?.id) expect(policy?.y).toBeGreaterThan(each.y);
    expect(layout.bands.map(({ layer }) => layer)).toEqual(['policy']);
  });

  test('an arrow starts and ends at its nodes', () => {
    for (const { from, to, path, side } of layout.edges) {
      if (side) continue;
      const start = find(from);
      const end = find(to);
      expect(path.startsWith(`M${((start?.x ?? 0) + 80).toFixed(1)},${start?.y.toFixed(1)}`)).toBe(
        true,
      );
      const left = start?.layer === end?.layer ? (end?.x ?? 0) + 80 : end?.x;
      expect(path.endsWith(`${left?.toFixed(1)},${end?.y.toFixed(1)}`)).toBe(true);
    }
    expect(layout.edges).toHaveLength(edges.length);
  });

  test('arrows of one table that skip a layer share their way', () => {
    const far = layoutLineage(
      ['intake.a', 'staging.b', 'facts.c', 'facts.d'].map(node),
      ['intake.a > facts.c', 'intake.a > facts.d', 'intake.a > staging.b'].map(arrow),
      sizes,
    );
    const passage = (to: string) =>
      /^M[^H]*H[\d.]+/.exec(far.edges.find((edge) => edge.to === to)?.path ?? '')?.[0];
    expect(passage('facts.c')).toBeDefined();
    expect(passage('facts.c')).toBe(passage('facts.d'));
  });

  test('no arrow crosses a table on its way', () => {
    const names = Array.from({ length: 12 }, (_, index) => `table_${index}`);
    const crowded = layoutLineage(
      ['facts', 'features', 'policy', 'backtest'].flatMap((layer) =>
        names.map((name) => node(`${layer}.${name}`)),
      ),
      [
        'facts.table_0 > facts.table_11',
        'features.table_0 > features.table_11',
        'policy.table_3 > features.table_2',
        'policy.table_8 > facts.table_5',
        'features.table_4 > backtest.table_7',
        'policy.table_9 > backtest.table_1',
      ].map(arrow),
      { ...sizes, width: 200 },
    );
    for (const { from, to, path } of crowded.edges)
      for (const { id, x, y, width } of crowded.nodes) {
        if (id === from || id === to) continue;
        const within = pointsAlong(path).filter(
          ([left, top]) => left > x && left < x + width && Math.abs(top - y) < 10,
        );
        expect(within, `${from} > ${to} over ${id}`).toEqual([]);
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
