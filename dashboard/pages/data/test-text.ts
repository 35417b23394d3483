import { t } from '../../i18n/translate.ts';

const kinds = ['unique', 'not_null', 'reference', 'accepted'] as const;

/** A data test in words: `unique(a, b)` as the pipeline names it, or its own name. Reactive. */
export function testText(name: string): string {
  const [, kind, columns] = /^(\w+)\((.*)\)$/s.exec(name) ?? [];
  const known = kinds.find((each) => each === kind);
  return known && columns ? t(`data.test.${known}`, { columns }) : name;
}
