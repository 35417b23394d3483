import { text } from '../../contracts/index.ts';
import type { CellValue, TableData } from '../../contracts/table-data.ts';
import type { Measured } from './intervals.ts';
import { measures } from './measures.ts';
import { methods } from './methods.ts';
import type { Backtest } from './result.ts';

const column = (name: string, type: string, zh: string, en: string) => ({
  name,
  type,
  label: text(zh, en),
});

const method = column('method', 'varchar', '方法', 'Method');
const metric = column('metric', 'varchar', '度量', 'Figure');
const scope = column(
  'scope',
  'varchar',
  '范围（all 全部窗口，window 单个窗口）',
  'all windows, or one window',
);
const windowFrom = column('window_from', 'date', '窗口首日', 'First day of the window');
const windowTo = column('window_to', 'date', '窗口末日', 'Last day of the window');
const value = [
  column('value', 'double', '数值（空为无法计算）', 'Value; null where it does not exist'),
  column('low', 'double', '95% 区间下限', 'Lower end of the 95 % interval'),
  column('high', 'double', '95% 区间上限', 'Upper end of the 95 % interval'),
];
const counts = [
  column('units', 'integer', '单位数', 'Units'),
  column('visits', 'integer', '检查次数', 'Visits'),
  column('events', 'integer', '查出严重问题次数', 'Visits with a serious finding'),
];
const bilingual = (name: string, zh: string, en: string) => [
  column(`${name}_zh`, 'varchar', `${zh}（中文）`, `${en}, in Chinese`),
  column(`${name}_en`, 'varchar', `${zh}（英文）`, `${en}, in English`),
];

type Shape = Pick<TableData, 'table' | 'comment' | 'columns'>;

const shapes = {
  run: {
    table: 'run',
    comment: text(
      '回测一行：期间、规模、能否据以判断',
      'One row: the period of the backtest, its size, and what it can tell',
    ),
    columns: [
      column('status', 'varchar', '状态', 'Status'),
      windowFrom,
      windowTo,
      column('window_months', 'integer', '窗口月数', 'Months of a window'),
      column('origins', 'integer', '起点数', 'Origins'),
      ...counts,
      column('replicates', 'integer', '自助抽样次数', 'Bootstrap samples'),
      column('seed', 'integer', '随机种子', 'Seed'),
      column('fingerprint', 'varchar', '所用数据指纹', 'Fingerprint of what went in'),
    ],
  },
  method: {
    table: 'method',
    comment: text('每种方法一行', 'One row per method'),
    columns: [
      method,
      column('ordinal', 'integer', '序号', 'Order'),
      ...bilingual('label', '名称', 'Label'),
      ...bilingual('description', '说明', 'How it works'),
      column('source', 'varchar', '出处', 'Source'),
      column('is_baseline', 'boolean', '对照方法', 'Whether it is a baseline'),
    ],
  },
  measure: {
    table: 'measure',
    comment: text('每个度量一行', 'One row per figure'),
    columns: [
      metric,
      column('ordinal', 'integer', '序号', 'Order'),
      ...bilingual('label', '名称', 'Label'),
      ...bilingual('description', '含义', 'What it says'),
      column(
        'better',
        'varchar',
        '以何为好（higher 高、lower 低、ideal 等于参照值）',
        'higher, lower or ideal',
      ),
      column('reference', 'double', '参照值', 'What chance, or a calibrated model, would show'),
    ],
  },
  metric: {
    table: 'metric',
    comment: text('每个范围、方法、度量一行', 'One row per scope, method and figure'),
    columns: [scope, windowFrom, windowTo, method, metric, ...value, ...counts],
  },
  difference: {
    table: 'difference',
    comment: text(
      '每对方法、每个度量一行：同一抽样下的差',
      'One row per pair of methods and figure: the paired difference',
    ),
    columns: [method, column('baseline', 'varchar', '对照方法', 'Held against'), metric, ...value],
  },
  calibration: {
    table: 'calibration',
    comment: text(
      '每种报概率的方法每组一行：所报概率与实际比例',
      'One row per method that says a probability and bin: said and observed',
    ),
    columns: [
      scope,
      method,
      column('bin', 'integer', '分组', 'Bin'),
      column('predicted', 'double', '所报概率', 'Mean probability said'),
      column('observed', 'double', '实际比例', 'Share observed'),
      ...value.slice(1),
      column('visits', 'double', '检查次数', 'Visits; a fraction where a tie was cut'),
    ],
  },
  curve: {
    table: 'lift_curve',
    comment: text(
      '每种方法每个比例一行：先查这一比例能查出多少',
      'One row per method and share: what visiting that share first finds',
    ),
    columns: [
      method,
      column('share', 'double', '检查比例', 'Share of the visits made'),
      column('recall', 'double', '查出比例', 'Share of the serious findings found'),
    ],
  },
  group: {
    table: 'group_gap',
    comment: text(
      '每个分组、方法、度量一行：该组与其余单位之差',
      'One row per group, method and figure, with its gap to all other units',
    ),
    columns: [
      column('grouping', 'varchar', '分组依据', 'Grouping'),
      column('group_value', 'varchar', '组', 'Group'),
      method,
      metric,
      ...value,
      column('gap', 'double', '与其余单位之差', 'Gap to all other units'),
      column('gap_low', 'double', '差的 95% 区间下限', 'Lower end of its 95 % interval'),
      column('gap_high', 'double', '差的 95% 区间上限', 'Upper end of its 95 % interval'),
      ...counts,
    ],
  },
} satisfies Record<string, Shape>;

/** The tables of a backtest, as `schema.table`. */
export const backtestRelations: readonly string[] = Object.values(shapes).map(
  ({ table }) => `backtest.${table}`,
);

/** A backtest as tables for pages and the SQL console. */
export function backtestTables(found: Backtest, fingerprint: string): TableData[] {
  const make = (shape: Shape, rows: readonly (readonly CellValue[])[]): TableData => ({
    schema: 'backtest',
    ...shape,
    rows,
  });
  const three = ({ value: middle, low, high }: Measured) => [middle, low, high];
  const size = (of: { units: number; visits: number; events: number }) => [
    of.units,
    of.visits,
    of.events,
  ];
  return [
    make(shapes.run, [
      [
        found.status,
        found.from,
        found.to,
        found.window,
        found.origins,
        ...size(found),
        found.replicates,
        found.seed,
        fingerprint,
      ],
    ]),
    make(
      shapes.method,
      methods.map((one, place) => [
        one.method,
        place + 1,
        one.label.zh,
        one.label.en,
        one.description.zh,
        one.description.en,
        one.source,
        one.isBaseline,
      ]),
    ),
    make(
      shapes.measure,
      measures.map((one, place) => [
        one.metric,
        place + 1,
        one.label.zh,
        one.label.en,
        one.description.zh,
        one.description.en,
        one.better,
        one.reference,
      ]),
    ),
    make(
      shapes.metric,
      found.metrics.map((row) => [
        row.scope,
        row.from,
        row.to,
        row.method,
        row.metric,
        ...three(row),
        ...size(row),
      ]),
    ),
    make(
      shapes.difference,
      found.differences.map((row) => [row.method, row.baseline, row.metric, ...three(row)]),
    ),
    make(
      shapes.calibration,
      found.calibration.map((row) => [
        'all',
        row.method,
        row.bin,
        row.predicted,
        row.observed,
        row.low,
        row.high,
        row.visits,
      ]),
    ),
    make(
      shapes.curve,
      found.curves.map(({ method: of, share, recall }) => [of, share, recall]),
    ),
    make(
      shapes.group,
      found.groups.map((row) => [
        row.grouping,
        row.group,
        row.method,
        row.metric,
        ...three(row),
        ...three(row.gap),
        ...size(row),
      ]),
    ),
  ];
}
