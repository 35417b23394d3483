import type { TableColumn } from '../../components/table.ts';
import { session } from '../../data/session.svelte.ts';
import { ABSENT } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';

/** A unit, or a body that is none, or a body that owes something for a unit. */
export interface Debtor {
  readonly unit_code: string | null;
  readonly unit_name: string | null;
  readonly body: string | null;
  readonly area: string | null;
  readonly kind: string | null;
}

/** Names a debtor among others. */
export const debtorId = ({ unit_code: unit, body }: Debtor): string =>
  `${unit ?? ''}/${body ?? ''}`;

/** The debtor's name in the reader's language. Reactive. */
const debtorName = ({ unit_name: name, body }: Debtor): string =>
  name === null
    ? session.label('body', body)
    : body === null
      ? name
      : `${name}（${session.label('body', body)}）`;

/** Who owes it: the first columns of every table of units. */
export const debtorColumns = <Row extends Debtor>(): readonly TableColumn<Row>[] => [
  { key: 'name', label: t('campaigns.debtor'), value: debtorName },
  {
    key: 'area',
    label: t('campaigns.by.area'),
    value: (row) => row.area,
    text: (row) => row.area ?? ABSENT,
  },
  {
    key: 'kind',
    label: t('campaigns.by.kind'),
    value: (row) => session.label('unit_kind', row.kind),
    text: (row) => (row.kind ? session.label('unit_kind', row.kind) : ABSENT),
  },
];
