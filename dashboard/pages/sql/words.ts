import type { SqlColumn, SqlTable } from '../../data/sql/api.ts';
import { bilingual } from '../../i18n/bilingual.ts';
import { formatFixed, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';

/** What a table or column is called in the reader's language. */
export const labelOf = ({ zh, en }: Pick<SqlTable | SqlColumn, 'zh' | 'en'>): string =>
  bilingual(zh, en);

/** How long something took: 12 ms, 3.4 s. */
export const duration = (milliseconds: number): string =>
  milliseconds < 1000
    ? t('sql.duration.ms', { count: formatNumber(milliseconds) })
    : t('sql.duration.s', { count: formatFixed(milliseconds / 1000) });

/** A name as it must be written in a query: quoted where it is not plain. */
export const quoted = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) && !RESERVED.has(name) ? name : `"${name.replaceAll('"', '""')}"`;

/** Names of tables of ours that mean something else when they are not quoted. */
const RESERVED = new Set(['table', 'order', 'group', 'select', 'from', 'where', 'end', 'case']);
