import type { Contract } from '../contract.ts';
import { text } from '../text.ts';
import { monthLongPast, reportMonth, unitCode, unitName, workArea } from './common.ts';

/** The monthly list of risks; rules R1, R3, H8. */
export const riskList: Contract = {
  dataset: 'risk_list',
  label: text('月度风险清单', 'Monthly risk list'),
  grain: text('每个单位每月每项风险一行', 'One row per unit, month and risk'),
  titles: ['月度风险清单', '安全风险清单', '风险辨识清单'],
  key: ['unit_code', 'report_month', 'risk_number'],
  period: 'report_month',
  supersedes: 'return',
  rules: ['R1', 'R3', 'H8'],
  columns: [
    reportMonth,
    unitCode,
    unitName,
    {
      name: 'risk_number',
      label: text('风险编号', 'Risk number'),
      example: text('F3', 'F3'),
      synonyms: ['风险点编号'],
      type: 'text',
      required: true,
    },
    workArea,
    {
      name: 'risk_place',
      label: text('风险点', 'Where the risk is'),
      example: text('食堂操作间', 'Canteen kitchen'),
      synonyms: ['风险部位'],
      type: 'text',
      freeText: true,
    },
    {
      name: 'risk_description',
      label: text('风险描述', 'Risk'),
      example: text('燃气管道老化', 'Ageing gas pipe'),
      synonyms: ['风险内容', '主要风险'],
      type: 'text',
      freeText: true,
      required: true,
    },
    {
      name: 'risk_level',
      label: text('风险评定', 'Risk level'),
      synonyms: ['风险高低'],
      type: 'code',
      codes: 'assessed_risk',
      required: true,
    },
    {
      name: 'control_measures',
      label: text('化解管控措施', 'Control measures'),
      example: text('每周检漏并更换软管', 'Weekly leak test, hose replaced'),
      synonyms: ['风险管控措施'],
      type: 'text',
      freeText: true,
    },
    {
      name: 'controller',
      label: text('管控责任人', 'Responsible for control'),
      example: text('张主任', 'Mr Zhang'),
      synonyms: ['风险责任人'],
      type: 'text',
      personal: true,
    },
  ],
  checks: [],
  warnings: [monthLongPast],
};
