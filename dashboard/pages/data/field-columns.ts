import type { TableColumn } from '../../components/table.ts';
import { locale } from '../../i18n/locale.svelte.ts';
import { t } from '../../i18n/translate.ts';
import { labelOf, type FieldRow } from './rows.ts';

/** How the columns of a relation are listed. Reactive. */
export const fieldColumns = (): TableColumn<FieldRow>[] => [
  { key: 'field', label: t('data.dictionary.field'), value: (row) => row.field_name },
  { key: 'label', label: t('data.dictionary.field_label'), value: labelOf },
  {
    key: 'other',
    label: t('data.dictionary.other_label'),
    value: (row) => (locale.current === 'zh' ? row.label_en : row.label_zh),
  },
  {
    key: 'type',
    label: t('data.dictionary.type'),
    value: (row) => row.data_type.toLowerCase(),
  },
  {
    key: 'personal',
    label: t('data.dictionary.personal'),
    value: (row) => row.personal,
    text: (row) => (row.personal ? t('data.yes') : ''),
  },
];
