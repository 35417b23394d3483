import { locale } from './locale.svelte.ts';

/** The text of a pair of columns (`…_zh`, `…_en`) in the reader's language. Reactive. */
export const bilingual = (zh: string | null, en: string | null): string =>
  (locale.current === 'zh' ? zh : en) ?? '';
