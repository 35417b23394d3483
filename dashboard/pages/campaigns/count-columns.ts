import type { TableColumn } from '../../components/table.ts';
import { formatNumber, formatPercent } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { shareDone, type Counts } from './rows.ts';

type Counted = Pick<Counts, 'owed' | 'done' | 'late'>;

/** How many owe it, have done it and are late, and the share done: columns of every table of completion. */
export const countColumns = <Row extends Counted>(): readonly TableColumn<Row>[] => [
  ...(['owed', 'done', 'late'] as const).map((key) => ({
    key,
    label: t(`campaigns.${key}`),
    value: (row: Row) => row[key],
    text: (row: Row) => formatNumber(row[key]),
    numeric: true,
  })),
  {
    key: 'share',
    label: t('campaigns.share'),
    value: shareDone,
    text: (row) => formatPercent(shareDone(row)),
    numeric: true,
  },
];
