/** Words of what another program changed. */
export const programZh = {
  'program.named': '程序（{program}）',
  'program.unrecorded': '未记录的程序',
  'program.and': '、',
  'program.month':
    '{month}的决定由{program}公布，维持不变；本快照由程序（{now}）生成，由它重判，{decisions} 个单位中监管方式不同的有 {regimes} 个，等级不同的有 {tiers} 个，得分不同的有 {scores} 个。',
  'program.between':
    '{from}由{before}判定，{to}由{after}判定：两月之间的变化，部分可能由更换程序引起；各单位页“为什么变了”逐项列明。',
  'program.unit':
    '本月的决定由{program}公布，维持不变；本快照由程序（{now}）生成，由它重判，{outcome}。',
  'program.unit.differs': '结果为{regime}、{tier}，得分 {score}',
  'program.unit.score': '监管方式和等级不变，得分 {score}',
  'program.unit.none': '本月对该单位不作决定',
} as const;
