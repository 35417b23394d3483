import type { Contract } from '../contract.ts';
import { text } from '../text.ts';
import { yes } from './campaign-columns.ts';
import { monthLongPast, reportMonth, unitCode, unitName } from './common.ts';

/** Fire checks with the ten things to look at; rule F1. */
export const fireCheck: Contract = {
  dataset: 'fire_check',
  label: text('防火检查记录', 'Fire check'),
  grain: text('每个单位每次防火检查一行', 'One row per unit and fire check'),
  titles: ['防火检查记录', '校园防火检查表'],
  key: ['unit_code', 'fire_check_date', 'occasion'],
  period: 'report_month',
  supersedes: 'return',
  rules: ['F1', 'C5'],
  columns: [
    reportMonth,
    unitCode,
    unitName,
    {
      name: 'fire_check_date',
      label: text('防火检查日期', 'Date of fire check'),
      synonyms: ['防火检查时间'],
      type: 'date',
      required: true,
    },
    {
      name: 'occasion',
      label: text('防火检查时机', 'Occasion'),
      synonyms: ['检查时机'],
      type: 'code',
      codes: 'fire_check_occasion',
      required: true,
    },
    yes('rules_kept', '制度落实', 'Rules kept', '消防制度落实'),
    yes('daily_checks_done', '日常防火检查落实', 'Daily checks made'),
    yes('staff_informed', '教职员消防知识掌握', 'Staff know what to do'),
    yes('key_places_managed', '重点部位管理', 'Key places managed'),
    yes('equipment_working', '设施器材完好', 'Equipment works'),
    yes('flues_cleaned', '烟道定期清洗', 'Flues cleaned'),
    yes('lines_inspected', '电气燃气线路检查', 'Electric and gas lines inspected'),
    yes('systems_maintained', '消防设施维保', 'Systems maintained'),
    yes('ebike_area_checked', '电动自行车充电区检查', 'E-bike charging inspected'),
    yes('fire_hazards_rectified', '火灾隐患整改', 'Fire hazards rectified'),
  ],
  checks: [
    {
      code: 'fire_check_outside_month',
      fault:
        "fire_check_date < report_month or fire_check_date >= report_month + interval '1 month'",
      column: 'fire_check_date',
      reason: text(
        '防火检查日期“{value}”不在报送月份内；请核对日期',
        'The fire check of "{value}" is not in the month of the return; check the date',
      ),
    },
  ],
  warnings: [monthLongPast],
};
