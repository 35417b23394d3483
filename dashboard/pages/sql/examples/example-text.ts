import { t } from '../../../i18n/translate.ts';
import type { Example } from './queries.ts';

/** The text of an example as it is opened: what it shows, as a comment, then the query. Reactive. */
export const exampleText = ({ name, sql }: Example): string =>
  `${t(name)
    .split('\n')
    .map((line) => `-- ${line}`)
    .join('\n')}\n${sql}`;
