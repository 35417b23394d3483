import { roles } from '../accounts/rows.ts';
import { en, type Key } from '../../i18n/catalogue.ts';
import { locale } from '../../i18n/locale.svelte.ts';
import { scopeLabel } from '../../i18n/scope.ts';
import { t } from '../../i18n/translate.ts';
import { detailsOf } from './details.ts';
import type { Line, Names } from './line.ts';
import { routeOf, type RouteKey } from './route-words.ts';

/** What a line is about, in words; texts that people typed stay as they are. Reactive. */
export function tell({ event, what }: Pick<Line, 'event' | 'what'>, names: Names): string {
  if (event === 'account_added' || event === 'account_changed') return account(what);
  if (/^(sign_in|sign_in_failed|locked_out|sign_out)$/.test(event)) return way(what);
  if (event.startsWith('log_')) return detailsOf(bodyOf(what) ?? {}, names);
  const refused = event === 'refused' ? /^([A-Z]+) (\/\S*)$/.exec(what) : null;
  if (refused) return request(refused[1] ?? '', refused[2] ?? '', '', names) ?? what;
  const [, address = '', rest = ''] = /^(\/api\/\S*)(?: (.*))?$/su.exec(what) ?? [];
  return request(event === 'action' ? 'POST' : 'GET', address, rest, names) ?? what;
}

function way(what: string): string {
  const key = `audit.way.${what}`;
  return key in en ? t(key as Extract<Key, `audit.way.${string}`>) : what;
}

/** `NAME ROLE SCOPE[ disabled]`, or `NAME enabled|disabled`; a name holds no space. */
function account(what: string): string {
  const state = /^(\S+) (enabled|disabled)$/.exec(what);
  if (state)
    return t('audit.told.account_state', {
      name: state[1] ?? '',
      state: t(`audit.told.state.${state[2] === 'enabled' ? 'enabled' : 'disabled'}`),
    });
  const [, name = '', named = '', scope = '', disabled] =
    /^(\S+) (\w+) (.+?)( disabled)?$/su.exec(what) ?? [];
  const role = roles.find((each) => each === named);
  if (!role) return what;
  const told = t('audit.told.account', {
    name,
    role: t(`access.role.${role}`),
    scope: scopeLabel(scope),
  });
  return disabled ? t('audit.told.account_disabled', { account: told }) : told;
}

/** A request in words; undefined where no route has words for it. */
function request(method: string, address: string, rest: string, names: Names): string | undefined {
  const [path = '', search = ''] = address.split(/\?(.*)/su);
  const route = routeOf(method, path);
  if (!route) return undefined;
  const told = t(route.key);
  const body = bodyOf(rest);
  const subject = rest === '' || body ? subjectOf(route, names) : textOf(route.key, rest);
  const what = subject === '' ? told : t('audit.told.subject', { what: told, subject });
  const details = detailsOf(body ?? Object.fromEntries(new URLSearchParams(search)), names);
  return details === '' ? what : t('audit.told.details', { what, details });
}

/** The fields of a body, as the log holds it behind an address; undefined for another text, or one cut short. */
function bodyOf(rest: string): Readonly<Record<string, unknown>> | undefined {
  if (rest === 'null') return {};
  if (!rest.startsWith('{')) return undefined;
  try {
    return JSON.parse(rest) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** What the path names: a query by its title, all else as it is. */
function subjectOf(
  { key, parameters }: NonNullable<ReturnType<typeof routeOf>>,
  { query }: Names,
): string {
  const { name, file } = parameters;
  if (key === 'audit.route.GET /api/query/:name' && name !== undefined)
    return query[name]?.[locale.current] ?? name;
  if (key === 'audit.route.GET /api/export/:file' && file !== undefined) {
    const [own = '', format = ''] = file.split('.');
    const title = query[own]?.[locale.current];
    return title === undefined ? file : `${title}.${format}`;
  }
  return Object.values(parameters).join(' ');
}

/** `VERSION FROM` of rules that were published; all else is the text as it is. */
function textOf(key: RouteKey, rest: string): string {
  const [version = '', from = ''] = rest.split(' ');
  return key === 'audit.route.POST /api/policy/publish' && from !== ''
    ? t('audit.told.version_from', { version, from })
    : rest;
}
