import { en } from '../../i18n/catalogue.ts';
import { matchPath, type PathParameters } from '../../router/match.ts';

const PREFIX = 'audit.route.';

/** Key of the words of a route of the server, `METHOD /path/:parameter`. */
export type RouteKey = Extract<keyof typeof en, `${typeof PREFIX}${string}`>;

/** Routes with words; those without parameters first, as the server's own router takes them. */
const known = Object.keys(en)
  .filter((key): key is RouteKey => key.startsWith(PREFIX))
  .map((key) => {
    const [method = '', pattern = ''] = key.slice(PREFIX.length).split(' ');
    return { key, method, pattern };
  })
  .sort((one, other) => one.pattern.split(':').length - other.pattern.split(':').length);

/** The words and the parameters of what was asked of the server; undefined where no route has words for it. */
export function routeOf(
  method: string,
  path: string,
): { readonly key: RouteKey; readonly parameters: PathParameters } | undefined {
  const asked = method === 'HEAD' ? 'GET' : method;
  for (const { key, method: own, pattern } of known) {
    const parameters = own === asked ? matchPath(pattern, path) : undefined;
    if (parameters) return { key, parameters };
  }
  return undefined;
}
