/** Words of what explains a decision further: its change, and the way back. */
export const explainZh = {
  'explain.change': '为什么变了',
  'explain.change.line':
    '比{month}：得分 {before} → {after}，相差 {difference}。各项加起来正好是这个差。',
  'explain.change.same': '比{month}：得分 {score}，没有变化。',
  'explain.change.first': '这是该单位的第一次决定。',
  'explain.change.regime': '监管方式',
  'explain.change.tier': '等级',
  'explain.change.policy': '规则由 {before} 改为 {after}',
  'explain.change.program':
    '由{before}换为{after}：注明“程序更换”的各项，是同一个月换了程序后的算法之差',
  'explain.change.part': '变化项',
  'explain.change.value': '值',
  'explain.change.points': '得分变化',
  'explain.change.by_policy': '{label}（规则改变）',
  'explain.change.by_program': '{label}（程序更换）',
  'explain.change.sum': '合计',
  'explain.change.opened': '新触发',
  'explain.change.lifted': '已解除',
  'explain.change.began': '开始',
  'explain.change.ended': '结束',
  'explain.change.history_silent_began': '预期检查问题的得分自本月起不计入等级和监管方式',
  'explain.change.history_silent_ended': '预期检查问题的得分自本月起计入等级和监管方式',
  'explain.change.stays': '仍在',
  'explain.way': '怎样恢复全面体检',
  'explain.way.working': '正在按规则逐一推演…',
  'explain.way.open': '下月做到以下各项、此后没有新问题，自{back}起恢复全面体检：',
  'explain.way.verified':
    '这是最少的一组：少做任何一项都不能按期恢复。已用生成决定的同一套模型重算核实（推演 {tried} 组）。',
  'explain.way.not_least': '可选的组合太多，没有逐一试完；这组少一项都不行，但可能还有更小的。',
  'explain.way.closed': '眼下没有哪些事能让它恢复全面体检：',
  'explain.way.gate': '“{gate}”自{until}起解除，只能等时间过去。',
  'explain.way.gate_stays': '“{gate}”在今后三年半内都不会解除。',
  'explain.way.carried': '有 {count} 项承自已停办的单位，须先由承接方处理。',
  'explain.way.history':
    '历次检查查出的问题仍然偏多：高于界限的概率为 {probability}%，不超过 {limit}% 才能恢复。下次检查没有查出问题，概率会降到 {after}%；还要再有几次这样的检查，或等时间过去。',
} as const;
