import { session } from '../../data/session.svelte.ts';
import { en, type Key } from '../../i18n/catalogue.ts';
import { formatTime } from '../../i18n/format.ts';
import { locale } from '../../i18n/locale.svelte.ts';
import { t } from '../../i18n/translate.ts';
import type { Names } from './line.ts';

type Given = Readonly<Record<string, unknown>>;

/** Words under a key made of a code, or the code where the page has none. */
function wordsOf(prefix: string, code: string): string {
  const key = `${prefix}${code}`;
  return key in en ? t(key as Extract<Key, `audit.field.${string}`>) : code;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*Z$/;

/** Fields whose values are codes of a list that the snapshot holds. */
const lists: Readonly<Record<string, string>> = { kind: 'unit_kind', type: 'inspection_type' };
/** Fields whose values are codes with words of the pages. */
const prefixes: Readonly<Record<string, string>> = {
  reason: 'plan.reason.',
  by: 'campaigns.by.',
  event: 'access.audit.event.',
  trial: 'audit.told.value.',
  locked: 'audit.told.value.',
  former: 'audit.told.value.',
  elsewhere: 'audit.told.value.',
  lang: 'audit.told.value.',
};

function valueLabel(name: string, value: unknown, given: Given, names: Names): string {
  const code = typeof value === 'string' ? value : JSON.stringify(value);
  if (INSTANT.test(code)) return formatTime(code);
  if (name === 'code' && typeof given['list'] === 'string')
    return session.label(given['list'], code);
  if (name === 'dataset' || name === 'list' || name === 'column')
    return names[name][code]?.[locale.current] ?? code;
  const list = lists[name];
  if (list !== undefined) return session.label(list, code);
  const prefix = prefixes[name];
  return prefix === undefined ? code : wordsOf(prefix, code);
}

/** Fields of an address or a body in words, the empty ones left out. Reactive. */
export const detailsOf = (given: Given, names: Names): string =>
  Object.entries(given)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) =>
      t('audit.told.detail', {
        name: wordsOf('audit.field.', name),
        value: valueLabel(name, value, given, names),
      }),
    )
    .join(t('audit.told.separator'));
