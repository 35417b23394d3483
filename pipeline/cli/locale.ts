import type { Locale } from '../contracts/index.ts';

/**
 * The language of the command line: `XIAOAN_LANG` (`zh` or `en`), else English where the
 * environment's locale is English, else Chinese.
 */
export function cliLocale(environment: NodeJS.ProcessEnv = process.env): Locale {
  const wanted = environment['XIAOAN_LANG'] ?? environment['LC_ALL'] ?? environment['LANG'] ?? '';
  return /^en/i.test(wanted) ? 'en' : 'zh';
}
