import { column, type IntakeTable } from './intake-table.ts';
import { text } from './text.ts';

const decidedAt = column('decided_at', 'timestamp', '确定时间', 'When it was decided');
const decidedBy = column('decided_by', 'varchar', '确定人', 'Who decided it');

/** A bureau's own words for codes, beside those that the code lists bring. */
const codeWord: IntakeTable = {
  name: 'code_word',
  grain: text('每个代码表中每个用词一行', 'One row per code list and word'),
  primaryKey: ['list', 'word'],
  columns: [
    column('list', 'varchar', '代码表', 'Code list'),
    column('word', 'varchar', '用词', 'Word, as its spelling counts: width and case do not'),
    column('code', 'varchar', '代码', 'Code that it stands for'),
    column('replaces', 'varchar', '原来对应的代码', 'Code that it stood for before, if any'),
    decidedAt,
    decidedBy,
  ],
};

/** Other names of units: what they are called, or were called. */
const unitAlias: IntakeTable = {
  name: 'unit_alias',
  grain: text('单位的每个别名一行', 'One row per other name of a unit'),
  primaryKey: ['alias'],
  columns: [
    column('unit_code', 'varchar', '单位代码', 'Unit code'),
    column('alias', 'varchar', '别名、曾用名或旧代码', 'Other name, former name or former code'),
    column('kind', 'varchar', '种类', 'alias or former_name'),
    column('replaces', 'varchar', '原来指的单位', 'Unit that it meant before, if any'),
    decidedAt,
    decidedBy,
  ],
};

/** What bureaus said of headers that no contract knows for certain. */
const headerWord: IntakeTable = {
  name: 'header_word',
  grain: text('每个数据集中每个表头用词一行', 'One row per dataset and header'),
  primaryKey: ['dataset', 'header'],
  columns: [
    column('dataset', 'varchar', '数据集', 'Dataset'),
    column('header', 'varchar', '表头', 'Header, without what does not count: brackets, spaces'),
    column('column_name', 'varchar', '列（空为不是我们的列）', 'Column; null for none of ours'),
    decidedAt,
    decidedBy,
  ],
};

/** What a bureau decided of its own words, names and headers. */
export const bureauTables: readonly IntakeTable[] = [codeWord, unitAlias, headerWord];
