import { codeLists, contracts, text, type Text } from '../../contracts/index.ts';

/** Values that are words of Xiaoan's own rather than of a return, by column. */
const ownValues: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  tier: {
    red: text('红', 'Red'),
    orange: text('橙', 'Orange'),
    yellow: text('黄', 'Yellow'),
    blue: text('蓝', 'Blue'),
  },
  regime: {
    full_checkup: text('全面体检', 'Full check-up'),
    intensified: text('加密检查', 'Intensified inspection'),
  },
  reason_kind: {
    gate: text('否决项', 'Gate'),
    indicator: text('指标', 'Indicator'),
    hold: text('维持', 'Hold'),
  },
  indicator_group: {
    exposure: text('固有风险', 'Inherent exposure'),
    hazard: text('隐患整改', 'Hazards'),
    responsibility: text('责任报送', 'Responsibility'),
    drill: text('演练', 'Drills'),
    inspection: text('检查与事故', 'Inspections and accidents'),
  },
  status: {
    on_time: text('按时', 'On time'),
    late: text('迟报', 'Late'),
    missing: text('缺报', 'Missing'),
    loaded: text('已入库', 'Loaded'),
    partly: text('部分入库', 'Partly loaded'),
    rejected: text('未入库', 'Rejected'),
  },
  dataset: Object.fromEntries(contracts.map((contract) => [contract.dataset, contract.label])),
};

const yesNo = { true: text('是', 'Yes'), false: text('否', 'No') };

/** Columns that hold the words of another column. */
const alias: Readonly<Record<string, string>> = {
  previous_tier: 'tier',
  previous_regime: 'regime',
};

const codeWords = new Map<string, Map<string, Text>>();
for (const column of contracts.flatMap((contract) => contract.columns))
  if (column.codes) {
    const words = codeWords.get(column.name) ?? new Map<string, Text>();
    for (const code of codeLists[column.codes].codes) words.set(code.code, code.label);
    codeWords.set(column.name, words);
  }

/** How a coded value of that column is written for people; undefined where it is no code. */
export function wordFor(column: string, value: string): Text | undefined {
  const name = alias[column] ?? column;
  return codeWords.get(name)?.get(value) ?? ownValues[name]?.[value];
}

/** How a yes or no is written for people. */
export const wordForBoolean = (value: boolean): Text => yesNo[`${value}`];

/** Labels of columns that queries derive, so that no relation's dictionary has them. */
export const derivedLabels: Readonly<Record<string, Text>> = {
  score_change: text('分数变化', 'Change of score'),
  reason_gone: text('理由已消除', 'Reason is gone'),
  reason_kind: text('理由类型', 'Kind of reason'),
  faults: text('错误数', 'Faults'),
  files: text('涉及文件数', 'Files'),
  rows_open: text('仍待更正行数', 'Rows still open'),
  replaced_by: text('被哪份更正文件替代', 'Corrected by'),
  resolved_by: text('由哪份文件更正', 'Mended by'),
  last_received_at: text('最近收到时间', 'Last received at'),
  schema_name: text('层', 'Schema'),
  relation_name: text('表', 'Relation'),
  layer: text('层级', 'Layer'),
  kind: text('类别', 'Kind'),
  grain_zh: text('每行是什么（中文）', 'Grain, in Chinese'),
  grain_en: text('每行是什么（英文）', 'Grain, in English'),
  rows: text('行数', 'Rows'),
  field_name: text('列', 'Column'),
  data_type: text('类型', 'Type'),
  label_zh: text('名称（中文）', 'Label, in Chinese'),
  label_en: text('名称（英文）', 'Label, in English'),
  personal: text('个人信息', 'Personal data'),
  from_schema: text('来源层', 'From schema'),
  from_relation: text('来源表', 'From relation'),
  to_schema: text('去向层', 'To schema'),
  to_relation: text('去向表', 'To relation'),
  test_name: text('检验', 'Test'),
  passed: text('通过', 'Passed'),
  rows_failed: text('不符行数', 'Rows that failed'),
  list: text('代码表', 'Code list'),
  ordinal: text('序号', 'Order'),
  columns: text('列数', 'Columns'),
  required_columns: text('必填列数', 'Required columns'),
  code: text('代码', 'Code'),
  owed: text('应办', 'Owed'),
  done: text('已办', 'Done'),
  late: text('逾期', 'Overdue'),
  due: text('到期', 'Due'),
  due_so_far: text('已到期', 'Due so far'),
  excused: text('免办', 'Excused'),
  amount: text('已办次数', 'Times done'),
  done_known_at: text('知悉完成时间', 'When we knew that it was done'),
  is_counted: text('计入汇总', 'Counts in the roll-up'),
  members: text('自报的所属单位数', 'Members that sent their own'),
  members_number: text('所属单位合计', 'Sum of the members'),
  disagrees: text('与所属单位不符', "Less than its members' sum"),
  part: text('分项', 'Part'),
  days_late: text('逾期天数', 'Days late'),
  oldest: text('最早到期日', 'Oldest due date'),
  state: text('状态', 'State'),
  found: text('新发现', 'Found'),
  struck_off: text('已销号', 'Struck off'),
  tables: text('报表份数', 'Tables'),
  total: text('合计', 'Total'),
  yes: text('是', 'Yes'),
  no: text('否', 'No'),
  method_zh: text('方法（中文）', 'Method, in Chinese'),
  method_en: text('方法（英文）', 'Method, in English'),
  metric_zh: text('度量（中文）', 'Figure, in Chinese'),
  metric_en: text('度量（英文）', 'Figure, in English'),
  baseline_zh: text('对照方法（中文）', 'Held against, in Chinese'),
  baseline_en: text('对照方法（英文）', 'Held against, in English'),
};
