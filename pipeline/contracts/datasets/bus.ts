import type { Contract } from '../contract.ts';
import { text } from '../text.ts';
import { count, day, yes } from './campaign-columns.ts';
import { unitCode, unitName } from './common.ts';

/** The register of school buses; rule B1. */
export const bus: Contract = {
  dataset: 'bus',
  label: text('校车台账', 'Bus register'),
  grain: text('每辆校车一行', 'One row per bus'),
  titles: ['校车台账', '校车基本情况表'],
  key: ['plate_number'],
  period: null,
  supersedes: 'row',
  rules: ['B1'],
  columns: [
    {
      name: 'plate_number',
      label: text('车牌号', 'Plate'),
      example: text('云A12345', 'YA 12345'),
      synonyms: ['号牌号码', '车牌号码'],
      type: 'text',
      required: true,
    },
    unitCode,
    unitName,
    { ...day('registered_on', '登记日期', 'Registered on', '台账日期'), required: true },
    {
      ...day('permit_until', '校车许可有效期至', 'Permit valid until', '许可有效期至'),
      required: true,
    },
    day('annual_check_until', '年检有效期至', 'Annual check valid until', '检验有效期至'),
    yes('gps_linked', '卫星定位已接入', 'GPS linked', '卫星定位'),
    yes('attendant', '配照管人员', 'Attendant on board', '照管人员'),
    count('cameras', '车载摄像头数', 'Cameras', '摄像头数'),
    count('violations', '违章次数', 'Violations', '交通违法次数'),
    yes('dedicated', '专用校车', 'Dedicated school bus'),
    day('exit_on', '非专用校车退出日期', 'Non-dedicated: exit on', '退出日期'),
  ],
  checks: [],
};
