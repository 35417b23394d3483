import type { Locale } from '../contracts/index.ts';

/**
 * The language of an answer, from the request's Accept-Language: English where it is wanted more than
 * Chinese, else Chinese.
 */
export function requestLocale(acceptLanguage: string | undefined): Locale {
  const weight = { zh: 0, en: 0 };
  for (const wish of (acceptLanguage ?? '').split(',')) {
    const [tag = '', ...options] = wish.trim().toLowerCase().split(';');
    const quality = options
      .map((option) => option.trim())
      .find((option) => option.startsWith('q='));
    const language = tag.split('-')[0];
    if (language === 'zh' || language === 'en')
      weight[language] = Math.max(weight[language], quality ? Number(quality.slice(2)) || 0 : 1);
  }
  return weight.en > weight.zh ? 'en' : 'zh';
}
