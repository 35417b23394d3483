import { sqlType, type Contract } from './contract.ts';
import { bureauTables } from './bureau-tables.ts';
import { contracts } from './index.ts';
import { column, type IntakeTable } from './intake-table.ts';
import { text } from './text.ts';

const fileId = column(
  'file_id',
  'varchar',
  '文件指纹（SHA-256）',
  'Fingerprint of the file (SHA-256)',
);
const sheet = column('sheet', 'varchar', '工作表', 'Sheet');
const rowNumber = column(
  'row_number',
  'integer',
  '行号（从 1 起）',
  'Row as the sheet shows it, from 1',
);
const receivedAt = column('received_at', 'timestamp', '收到时间', 'When it came');
/** Beside when it came: what was held back is known from when it could be read. */
const readableFrom = column(
  'readable_from',
  'timestamp',
  '何时起读得出（空为收到时）',
  'From when it could be read, where it was held back before; null for since it came',
);

/** The ledger of files: one row a distinct content. */
const file: IntakeTable = {
  name: 'file',
  grain: text('每份文件（按内容）一行', 'One row per file, by content'),
  primaryKey: ['file_id'],
  columns: [
    fileId,
    column('file_name', 'varchar', '文件名', 'File name'),
    column('file_kind', 'varchar', '文件格式', 'Format by its bytes: xlsx, xls, ods, csv …'),
    column('encoding', 'varchar', '字符编码', 'Character encoding of a text file'),
    column('size_bytes', 'bigint', '大小（字节）', 'Size in bytes'),
    column('sender', 'varchar', '报送单位', 'Who sent it'),
    receivedAt,
    column('loaded_at', 'timestamp', '入库时间', 'When it was loaded'),
    column('mapping', 'varchar', '所用映射', 'Mapping applied, if any'),
    column('status', 'varchar', '处理结果', 'loaded, partly (some rows in quarantine) or rejected'),
    column('rows_in', 'integer', '数据行数', 'Data rows found'),
    column('rows_accepted', 'integer', '已入库行数', 'Rows accepted'),
    column('rows_quarantined', 'integer', '待更正行数', 'Rows in quarantine'),
    column(
      'rows_skipped',
      'integer',
      '非数据行数',
      'Titles, notes, totals and other rows that are not data',
    ),
    column(
      'rows_superseded',
      'integer',
      '被替代行数',
      'Earlier rows that this file replaced when it was loaded',
    ),
    column('error_code', 'varchar', '错误代码', 'Why the whole file was rejected: code'),
    column(
      'error_zh',
      'varchar',
      '错误说明（中文）',
      'Why the whole file was rejected, in Chinese',
    ),
    column(
      'error_en',
      'varchar',
      '错误说明（英文）',
      'Why the whole file was rejected, in English',
    ),
    // Columns that came later stand last: that is where they are in a warehouse that has gained them.
    column('rows_warned', 'integer', '有提醒的行数', 'Accepted rows that look odd'),
    column(
      'replaces',
      'varchar',
      '所更正的文件',
      'Fingerprint of the file that this one corrects, where it is a correction workbook',
    ),
    column('archive', 'varchar', '所在压缩包', 'Archive that it came in, if any'),
    column('first_loaded_at', 'timestamp', '首次入库时间', 'When it was first loaded or refused'),
    readableFrom,
  ],
};

/** Where tables were found in a file, and how surely. */
const table: IntakeTable = {
  name: 'file_table',
  grain: text('每份文件中找到的每张表一行', 'One row per table found in a file'),
  primaryKey: ['file_id', 'sheet', 'header_row', 'columns'],
  columns: [
    fileId,
    sheet,
    column('dataset', 'varchar', '数据集', 'Dataset it was read as'),
    column('header_row', 'integer', '表头首行', 'First row of the header'),
    column('first_row', 'integer', '数据首行', 'First data row'),
    column('last_row', 'integer', '数据末行', 'Last data row'),
    column('report_month', 'date', '标题或文件名中的月份', 'Month written in title or file name'),
    column('confidence', 'double', '识别把握（0–1）', 'How sure the reading is, 0 to 1'),
    column('columns', 'json', '列对应关系', 'Which header was read as which column, and how'),
  ],
};

/** Rows that are no data: kept, so that nothing of a file is lost. */
const skipped: IntakeTable = {
  name: 'skipped_row',
  grain: text('每个非数据行一行', 'One row per row that is not data'),
  primaryKey: ['file_id', 'sheet', 'row_number', 'row_text'],
  columns: [
    fileId,
    sheet,
    rowNumber,
    column(
      'why',
      'varchar',
      '原因',
      'title, header, note, total, hidden, or outside (of any table)',
    ),
    column('row_text', 'json', '原文', 'Cells as written'),
  ],
};

/** Where a fault is, what it is, and whose row. */
const faultColumns = [
  fileId,
  sheet,
  rowNumber,
  column('dataset', 'varchar', '数据集', 'Dataset'),
  column('column_name', 'varchar', '列', 'Column of the contract'),
  column('header', 'varchar', '表头', 'Header as written in the file'),
  column('cell', 'varchar', '单元格', 'Address of the cell, such as F12'),
  column('value', 'varchar', '原值', 'Value as written'),
  column('reason_code', 'varchar', '原因代码', 'Reason, for machines'),
  column('reason_zh', 'varchar', '原因（中文）', 'Reason in Chinese'),
  column('reason_en', 'varchar', '原因（英文）', 'Reason in English'),
  column('unit_code', 'varchar', '单位代码', 'Unit, as far as the row tells'),
  column('report_month', 'date', '报送月份', 'Month of return, as far as the row tells'),
  column('row_text', 'json', '原文', 'Cells of the whole row as written'),
  receivedAt,
];

/** Rows not accepted: one row per wrong column, so that a clerk can mend each. */
const quarantine: IntakeTable = {
  name: 'quarantine',
  grain: text('每个待更正行的每处错误一行', 'One row per fault of a row not accepted'),
  // The cell too: of two tables side by side, both have a row of that number.
  primaryKey: ['file_id', 'sheet', 'row_number', 'dataset', 'column_name', 'reason_code', 'cell'],
  columns: [
    ...faultColumns,
    column(
      'row_key',
      'varchar',
      '自然键',
      'Natural key of a row that is replaced by itself, as far as it tells; parts joined by |',
    ),
    readableFrom,
  ],
};

/** Accepted rows that look odd: loaded, and shown to whoever can tell whether they are right. */
const warning: IntakeTable = {
  name: 'warning',
  grain: text('每个已入库行的每条提醒一行', 'One row per oddity of an accepted row'),
  primaryKey: quarantine.primaryKey,
  columns: [
    ...faultColumns,
    column(
      'other_file_id',
      'varchar',
      '与之相同的另一份文件',
      'The other file whose row it resembles',
    ),
  ],
};

/** An area's outline, from the GeoJSON file that the bureau supplies. */
const boundary: IntakeTable = {
  name: 'area_boundary',
  grain: text('每份文件中每个片区一行', 'One row per file and area'),
  primaryKey: ['file_id', 'area'],
  columns: [
    fileId,
    column('area', 'varchar', '片区', 'Area'),
    column('geometry', 'json', '边界（GeoJSON，WGS-84）', 'Outline as GeoJSON geometry, WGS-84'),
    receivedAt,
  ],
};

/** The table of accepted rows of a dataset: where each came from, then the contract's columns. */
export function acceptedTable(contract: Contract): IntakeTable {
  return {
    name: contract.dataset,
    grain: text(
      `已接收的${contract.label.zh}：文件中每行一行`,
      `Accepted rows: ${contract.label.en}`,
    ),
    primaryKey: ['file_id', 'sheet', 'row_number', ...contract.key],
    columns: [
      fileId,
      sheet,
      rowNumber,
      receivedAt,
      ...contract.columns.map((item) => ({
        name: item.name,
        type: sqlType(item),
        label: item.label,
      })),
      column(
        'other_columns',
        'json',
        '合同以外的列',
        'Cells of columns that the contract does not know',
      ),
      readableFrom,
    ],
  };
}

/** Every table of schema `intake`, in the order in which to create them. */
export const intakeTables: readonly IntakeTable[] = [
  file,
  table,
  skipped,
  quarantine,
  warning,
  ...bureauTables,
  boundary,
  ...contracts.map(acceptedTable),
];

/** `CREATE TABLE IF NOT EXISTS` of one intake table. No primary key: DuckDB's index would cost more than it tells. */
export function createTableSql({ name, columns }: IntakeTable): string {
  const lines = columns.map((item) => `  ${item.name} ${item.type}`);
  return `create table if not exists intake.${name} (\n${lines.join(',\n')}\n)`;
}
