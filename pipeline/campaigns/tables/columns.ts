import { text, type Text } from '../../contracts/index.ts';
import type { CellValue, TableData } from '../../contracts/table-data.ts';
import type { Campaign } from '../campaign.ts';
import { addMonths } from '../days.ts';

/** A campaign in the years in which it runs here. */
export interface Run {
  readonly campaign: Campaign;
  /** Years by which the document's days are moved. */
  readonly years: number;
  readonly id: string;
}

export type Columns = TableData['columns'];
type Rows = readonly (readonly CellValue[])[];

/** A column with its label in both languages. */
export const column = (name: string, type: string, zh: string, en: string): Columns[number] => ({
  name,
  type,
  label: text(zh, en),
});
export const label: Columns = [
  column('label_zh', 'varchar', '名称（中文）', 'Label in Chinese'),
  column('label_en', 'varchar', '名称（英文）', 'Label in English'),
];
export const span: Columns = [
  column('from_date', 'date', '起始日', 'First day'),
  column('to_date', 'date', '截止日', 'Last day'),
];
export const campaignId = column('campaign', 'varchar', '专项行动', 'Campaign');
export const itemId = column('item', 'varchar', '事项', 'Item');
export const obligationId = column('obligation', 'varchar', '应办事项', 'Obligation');
export const ordinal = column('ordinal', 'integer', '序号', 'Order');
/** Both languages, for the columns `label_zh` and `label_en`. */
export const pair = ({ zh, en }: Text): string[] => [zh, en];

/** A table of schema `campaign`. */
export const table = (name: string, comment: Text, columns: Columns, rows: Rows): TableData => ({
  schema: 'campaign',
  table: name,
  comment,
  columns,
  rows,
});

/** Moves a day of the document to the years of a run. */
export const dayIn =
  ({ years }: Run) =>
  (day: string): string =>
    addMonths(day, years * 12);
