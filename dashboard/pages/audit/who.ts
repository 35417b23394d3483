import { en, zh } from '../../i18n/catalogue.ts';
import { t } from '../../i18n/translate.ts';

const COMMAND_LINE = /^command line \((.*)\)$/;

/** Whoever did it, in words where it is none of the accounts. Reactive. */
export function whoLabel({ event, who }: { readonly event: string; readonly who: string }): string {
  if (who === 'local') return t('audit.told.who.local');
  if (who === 'unknown' && (event === 'sign_in_failed' || event === 'locked_out'))
    return t('audit.told.who.unknown');
  if (who === 'system' && event.startsWith('log_')) return t('audit.told.who.system');
  const user = COMMAND_LINE.exec(who)?.[1];
  return user === undefined ? who : t('audit.told.who.command_line', { user });
}

/** The name under which the log holds whom a reader looks for: the words of the table, or an account. */
export function whoSought(typed: string | null): string | null {
  if (typed === null) return null;
  for (const name of ['local', 'unknown', 'system'] as const)
    for (const words of [zh, en]) if (typed === words[`audit.told.who.${name}`]) return name;
  for (const words of [zh, en]) {
    const [before = '', after = ''] = words['audit.told.who.command_line'].split('{user}');
    if (typed.startsWith(before) && typed.endsWith(after))
      return `command line (${typed.slice(before.length, typed.length - after.length)})`;
  }
  return typed;
}
