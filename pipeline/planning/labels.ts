import { codeLists, text, type Text } from '../contracts/index.ts';
import type { PlanRuleName } from './breach.ts';
import type { ClashingRule } from './month-rules.ts';
import type { VisitOrigin } from './plan.ts';
import type { VisitType } from './rules.ts';

export const visitTypeLabel = (type: VisitType): Text =>
  codeLists.inspection_type.codes.find(({ code }) => code === type)?.label ?? text(type, type);

export const originLabels: Readonly<Record<VisitOrigin, Text>> = {
  draw: text('随机抽取', 'Drawn by chance'),
  rule: text('规则要求', 'A rule calls for it'),
  value: text('预期发现多', 'Most expected for its time'),
  override: text('人工调整', 'Changed by hand'),
  rolled_over: text('上期未完成', 'Left from an earlier plan'),
};

export const clashLabels: Readonly<Record<ClashingRule, Text>> = {
  capacity: text('检查力量（队日）', 'Team-days'),
  random_share: text('随机抽取比例', 'Random share'),
  checkups: text('每年一次全面体检', 'A check-up a year'),
  tier_visits: text('按风险等级的检查次数', 'Visits by tier'),
  covert_quota: text('明察暗访次数', 'Quota of covert checks'),
  mutual_quota: text('片区互查次数', 'Quota of mutual checks'),
  night_quota: text('夜间宿舍检查次数', 'Quota of night checks'),
  gap: text('两次检查的最短间隔', 'Least gap between visits'),
  calendar: text('日历（假期、考试、停课）', 'Calendar: holidays, exams, closures'),
};

/** What a relaxation is counted in. */
export const clashUnits: Readonly<Record<ClashingRule, Text>> = {
  capacity: text('个队日', 'team-days more'),
  random_share: text('个队日（少留给随机）', 'team-days less kept for chance'),
  checkups: text('次体检（少做）', 'check-ups fewer'),
  tier_visits: text('次检查（少做）', 'visits fewer'),
  covert_quota: text('次暗访（少做）', 'covert checks fewer'),
  mutual_quota: text('次互查（少做）', 'mutual checks fewer'),
  night_quota: text('次夜查（少做）', 'night checks fewer'),
  gap: text('', ''),
  calendar: text('', ''),
};

export const ruleLabels: Readonly<Record<PlanRuleName, Text>> = {
  unknown_unit: text('没有这个单位', 'There is no such unit'),
  unknown_team: text('没有这个检查组', 'There is no such team'),
  month_outside: text('不在计划的月份内', 'Not in the months planned'),
  holiday: text('当天不上班', 'Not a working day'),
  exam: text('考点考试日不得检查', 'Exam site on an exam day'),
  closed: text('该类单位当天放假', 'Units of this kind are closed that day'),
  month_cap: text('同一单位一个月只查一次', 'One visit a unit and month'),
  gap: text('距上次检查太近', 'Too soon after the last visit'),
  team_days: text('该组当月出组天数已满', 'The team has no more days that month'),
  day_minutes: text('当天时间不够', 'The day is too short'),
  pair_size: text('检查人员人数不对', 'Wrong number of inspectors'),
  inspector_unknown: text('有人不在该组', 'Somebody is not of the team'),
  inspector_off: text('有人当天不在岗', 'Somebody is off that day'),
  skills: text('缺少所需专业', 'A skill is missing'),
  avoid: text('需回避', 'Somebody must not go there'),
  pair_days: text('同一搭档当月次数已满', 'The pair has been out too often that month'),
  mutual_own_area: text('互查组不得查本片区', 'An area cannot check itself'),
  team_kind: text('检查类型与检查组不符', 'Not a type that this team makes'),
  night_boarders: text('该单位没有寄宿生', 'The unit has no boarders'),
  checkups: text('缺全面体检', 'Check-up missing'),
  tier_visits: text('检查次数不足', 'Too few visits for its tier'),
  covert_quota: text('明察暗访次数不足', 'Too few covert checks'),
  mutual_quota: text('片区互查次数不足', 'Too few mutual checks'),
  night_quota: text('夜间宿舍检查不足', 'Too few night checks'),
  random_share: text('留给随机抽取的队日不足', 'Too few team-days left for chance'),
  drawn_missing: text('抽中的单位未排入', 'A unit that was drawn is not in the plan'),
};
