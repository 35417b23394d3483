export const locales = ['zh', 'en'] as const;
export type Locale = (typeof locales)[number];

const STORED_AS = 'language';

/** Chinese unless the reader chose otherwise: it is what the people who use this read. */
let chosen = $state<Locale>(
  locales.find((each) => each === localStorage.getItem(STORED_AS)) ?? 'zh',
);

/** The language, a preference of the reader's device rather than part of the view. */
export const locale = {
  get current(): Locale {
    return chosen;
  },
  set current(next: Locale) {
    chosen = next;
    localStorage.setItem(STORED_AS, next);
    applyLocale();
  },
};

/** Tells the document which language it is in, for fonts, hyphens and screen readers. */
export function applyLocale(): void {
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en';
}
