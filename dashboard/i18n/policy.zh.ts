/** Words of the policy page. */
export const policyZh = {
  'policy.title': '评分规则',
  'policy.standfirst':
    '单位怎样评分、怎样定监管方式和风险等级；改一改规则会怎样；历次版本；以及这些分数是否真的料到了检查结果。',
  'policy.sections': '规则页各部分',
  'policy.section.rules': '现行规则',
  'policy.section.lab': '规则试算',
  'policy.section.versions': '历次版本',
  'policy.section.backtest': '回测',
} as const;
