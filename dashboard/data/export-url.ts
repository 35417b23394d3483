import { locale } from '../i18n/locale.svelte.ts';
import { queryUrl, type QueryParameters } from './query.ts';

/** The address of a named query's file in the reader's language, which need not be the browser's. Reactive. */
export const exportUrl = (
  name: string,
  parameters: QueryParameters,
  file: 'csv' | 'xlsx',
): string => queryUrl(name, { ...parameters, lang: locale.current }, file);
