/** Words of what is to be verified, on a unit's page and in the list. */
export const verificationZh = {
  'verify.title': '待核实',
  'verify.note':
    '下列情况与同类单位相比少见，只说明该去看一看。不计分，也不影响监管方式；只有检查人员查实才算数。',
  'verify.how': '怎样核实：',
  'verify.chance': '如实单位中约 {rate} 会偶然出现；这里的尾概率为 {probability}。',
  'verify.records': '看记录（{count}）',
  'verify.records_of': '“{signal}”的记录',
  'verify.close': '收起记录',
  'verify.date': '日期',
  'verify.record': '记录',
  'verify.detail': '对照',
  'verify.source': '出处',
  'verify.row': '第 {row} 行',
  'verify.none': '{month}没有需要核实的情况。',
  'verify.filter': '待核实',
  'verify.list': '待核实的单位',
  'verify.list_note':
    '{units} 个单位，{signals} 条信号。名单按与同类单位的差异排列；如实单位误列的比例控制在 {share} 以内，名单不计分。',
  'verify.list_empty': '这些条件下没有待核实的单位',
  'verify.list_empty_hint':
    '放宽片区、类别或等级，或换一个月份。信号要积累一段时间的报表才能判断。',
  'verify.column.unit': '单位',
  'verify.column.what': '所见与核实办法',
  'verify.column.strength': '尾概率',
} as const;
