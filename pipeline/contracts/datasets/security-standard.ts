import type { Contract } from '../contract.ts';
import { text } from '../text.ts';
import { count, yes } from './campaign-columns.ts';
import { monthLongPast, reportMonth, unitCode, unitName } from './common.ts';

/** Whether a campus meets the three rates and has the five systems; rules P1–P3. */
export const securityStandard: Contract = {
  dataset: 'security_standard',
  label: text('安防达标情况', 'Security standards'),
  grain: text('每个单位每月一行', 'One row per unit and month'),
  titles: ['安防达标情况', '安防条件达标统计表'],
  key: ['unit_code', 'report_month'],
  period: 'report_month',
  supersedes: 'return',
  rules: ['P1', 'P2', 'P3'],
  columns: [
    reportMonth,
    unitCode,
    unitName,
    { ...count('guards_needed', '应配保安数', 'Guards needed', '应配专职保安'), required: true },
    {
      ...count('guards_full_time', '专职保安数', 'Full-time guards', '实配专职保安'),
      required: true,
    },
    yes('campus_closed', '封闭管理', 'Closed campus', '校园封闭管理'),
    yes('barriers', '防冲撞设施', 'Anti-collision barriers', '硬质防冲撞设施'),
    yes('alarm_linked', '一键报警联网', 'One-key alarm linked', '一键报警'),
    yes('video_linked', '重点部位视频联网', 'Key-place video linked', '视频联网'),
    yes('intrusion_system', '入侵报警系统', 'Intrusion alarm'),
    yes('access_system', '出入口控制系统', 'Access control'),
    yes('patrol_system', '电子巡查系统', 'Electronic patrol'),
    count('fire_control_certificates', '消控证持证人数', 'Holders of a fire-control certificate'),
  ],
  checks: [],
  warnings: [monthLongPast],
};
