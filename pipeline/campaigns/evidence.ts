import { codeLists, text, type CodeListName, type Text } from '../contracts/index.ts';

const family = (prefix: string, list: CodeListName): [string, Text][] =>
  codeLists[list].codes.map(({ code, label }) => [`${prefix}/${code}`, label]);

/**
 * What may fulfil an obligation, by the name that a campaign's file and `facts.campaign_evidence`
 * give it; part before the slash: the log or return, part after it: its type.
 */
export const evidenceLabels: ReadonlyMap<string, Text> = new Map([
  ...family('activity', 'activity_type'),
  ...family('hand_in', 'document_type'),
  ...family('inspection', 'inspection_type'),
  ...family('platform', 'platform'),
  ...family('hazardous_waste', 'waste_report'),
  ['photo', text('照片', 'Photos')],
  ['drill', text('应急演练记录', 'Drill log')],
  ['hazard_return', text('隐患排查月报', 'Monthly hazard return')],
  ['self_check', text('自查次数', 'Self-checks')],
  ['hazard_cleared', text('隐患清零', 'No hazard left open')],
  ['education_task', text('教育平台任务全部完成', 'Platform task completed by all')],
  ['fire_check', text('防火检查', 'Fire check')],
  ['bus', text('校车台账', 'Bus register')],
  ['security_standard', text('三个百分之百', 'Three rates at 100 %')],
  ['safe_campus', text('平安校园称号', 'Safe-campus title')],
  ['safety_month_return', text('安全生产月统计表', 'Safety-month table')],
]);
