import type { TableData } from '../contracts/table-data.ts';
import { text } from '../contracts/index.ts';
import { judgementTables } from './judgement-tables.ts';
import { settingLabels, type SettingName } from './policy.ts';
import {
  both,
  column,
  label,
  ordinal,
  pair,
  source,
  table,
  type PolicyInForce,
} from './policy-table.ts';
import { signalLabels, signalsOff } from './signals.ts';
import { worthTables } from './worth-tables.ts';

/** The tables of schema `policy`: a score is a join with them. */
export const policyTables = (policies: readonly PolicyInForce[]): TableData[] => [
  versionTable(policies),
  ...judgementTables(policies),
  ...worthTables(policies),
  signalTable(policies),
  signalOffTable(policies),
  settingTable(policies),
];

const versionTable = (policies: readonly PolicyInForce[]): TableData =>
  table(
    'version',
    text('每个规则版本一行', 'One row per policy version'),
    [
      column('effective_from', 'date', '生效日期', 'Effective from'),
      column('applies_from', 'date', '适用起始月（含）', 'First day it applies to'),
      column('applies_to', 'date', '适用截止（不含）', 'First day it no longer applies to'),
      ...both('title', '标题', 'Title'),
      column('file', 'varchar', '文件', 'File'),
      column('published_by', 'varchar', '发布人', 'Published by'),
      column('published_at', 'varchar', '发布时间', 'Published at'),
      column('note', 'varchar', '发布说明', 'Why it was published'),
    ],
    policies,
    (policy) => [
      [
        policy.effectiveFrom,
        policy.appliesFrom,
        policy.appliesTo,
        ...pair(policy.title),
        policy.file,
        policy.published?.by ?? null,
        policy.published?.at ?? null,
        policy.published?.note ?? null,
      ],
    ],
  );

const signalTable = (policies: readonly PolicyInForce[]): TableData =>
  table(
    'signal',
    text('每个规则版本每个核实信号一行', 'One row per policy version and signal to verify'),
    [
      column('signal', 'varchar', '核实信号', 'Signal'),
      ordinal,
      ...label,
      column('rate', 'double', '标明的误报率', 'Stated rate of false alarms'),
      column('months', 'integer', '回看月数', 'Look-back, months'),
      column('least', 'integer', '最少次数', 'Occasions below which it is not judged'),
      column(
        'dispersion',
        'double',
        '如实单位之间的最小差异',
        'Least dispersion among honest units',
      ),
      ...both('sentence', '说明模板', 'Template of the sentence'),
      ...both('verify', '核实办法', 'How to verify'),
      source,
    ],
    policies,
    ({ signals }) =>
      signals.map((item, index) => [
        item.signal,
        index + 1,
        ...pair(item.label),
        item.rate,
        item.months,
        item.least,
        item.dispersion,
        ...pair(item.sentence),
        ...pair(item.verify),
        item.source,
      ]),
  );

const signalOffTable = (policies: readonly PolicyInForce[]): TableData =>
  table(
    'signal_off',
    text(
      '每个规则版本每个未写明、因而停用的核实信号一行',
      'One row per policy version and signal that it does not name, and that is off in it',
    ),
    [column('signal', 'varchar', '核实信号', 'Signal'), ordinal, ...label],
    policies,
    ({ signals }) =>
      signalsOff(signals).map((signal, index) => [
        signal,
        index + 1,
        ...pair(signalLabels[signal]),
      ]),
  );

function settingTable(policies: readonly PolicyInForce[]): TableData {
  const names = Object.keys(settingLabels) as SettingName[];
  return table(
    'setting',
    text('每个规则版本一行：单列的数', 'One row per policy version: the numbers that stand alone'),
    names.map((name) => {
      const [zh, en] = settingLabels[name];
      return column(name, 'double', zh, en);
    }),
    policies,
    ({ settings }) => [names.map((name) => settings[name])],
  );
}
