import { expect, test } from 'vitest';
import { drawChart } from '../../dashboard/pages/sql/chart/draw.ts';

const months = Array.from({ length: 36 }, (_, index) => Date.UTC(2023, 10 + index, 1));

test('months below a chart leave room for one another, whatever its width', () => {
  for (const width of [320, 400, 580, 700, 900, 1100]) {
    const chart = drawChart({
      spec: { mark: 'line', x: 'month', y: 'units', aggregate: 'sum', colour: null },
      points: months.map((x) => ({ x, y: 1, series: null })),
      ...{ isTime: true, width, xLabel: 'month', yLabel: 'units', others: '', number: String },
    });
    document.body.append(chart);
    const names = [...chart.querySelectorAll('[aria-label="x-axis tick label"] text')];
    const boxes = names.map((name) => name.getBoundingClientRect());
    expect(boxes.length, `${width} px`).toBeGreaterThan(1);
    boxes.slice(1).forEach((box, index) => {
      expect(box.left, `${width} px`).toBeGreaterThan((boxes[index]?.right ?? 0) + 4);
    });
    chart.remove();
  }
});
