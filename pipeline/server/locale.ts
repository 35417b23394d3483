import { text, type Locale } from '../contracts/index.ts';
import { HttpFailure } from './http-failure.ts';

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

/**
 * The language of a download: the `lang` parameter, which a link carries because the page's language
 * need not be the browser's; without one, the browser's.
 * @throws HttpFailure 400 for any other language
 */
export function wantedLocale(lang: unknown, acceptLanguage: string | undefined): Locale {
  if (lang === undefined) return requestLocale(acceptLanguage);
  if (lang === 'zh' || lang === 'en') return lang;
  throw new HttpFailure(
    400,
    'bad_parameter',
    text('参数 lang 应为 zh 或 en', 'Parameter lang must be zh or en'),
    { where: { column: 'lang' } },
  );
}
