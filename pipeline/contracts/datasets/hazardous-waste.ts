import type { Column, Contract } from '../contract.ts';
import { text } from '../text.ts';
import { monthLongPast, reportMonth, unitCode, unitName } from './common.ts';

const kilograms = (name: string, zh: string, en: string): Column => ({
  name,
  label: text(zh, en),
  example: text('2.5', '2.5'),
  type: 'number',
  unit: text('千克', 'kg'),
  min: 0,
  max: 1_000_000,
});

/** The waste platform's yearly plan and monthly returns; rule L1. */
export const hazardousWaste: Contract = {
  dataset: 'hazardous_waste',
  label: text('危险废物申报', 'Hazardous waste'),
  grain: text('每个单位每月每种危废报表一行', 'One row per unit, month and waste report'),
  titles: ['危险废物申报', '危废平台月报', '危废申报登记'],
  key: ['unit_code', 'report_month', 'waste_report'],
  period: 'report_month',
  supersedes: 'return',
  rules: ['L1'],
  columns: [
    reportMonth,
    unitCode,
    unitName,
    {
      name: 'waste_report',
      label: text('危废报表', 'Waste report'),
      synonyms: ['申报类型'],
      type: 'code',
      codes: 'waste_report',
      required: true,
    },
    {
      name: 'declared_on',
      label: text('申报日期', 'Declared on'),
      synonyms: ['危废申报日期'],
      type: 'date',
      required: true,
    },
    kilograms('waste_produced', '产生量', 'Waste produced'),
    kilograms('waste_stored', '贮存量', 'Waste stored'),
    kilograms('waste_disposed', '处置量', 'Waste disposed of'),
  ],
  checks: [],
  warnings: [monthLongPast],
};
