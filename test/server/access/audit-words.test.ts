import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { en, zh } from '../../../dashboard/i18n/catalogue.ts';
import { routeOf } from '../../../dashboard/pages/audit/route-words.ts';
import { auditEvents, signInWays } from '../../../pipeline/access/audit.ts';
import { auditNames } from '../../../pipeline/server/access/audit-names.ts';
import { namedQueries } from '../../../pipeline/server/queries/index.ts';

const source = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');

/** Keys that either catalogue lacks. */
const missing = (prefix: string, codes: Iterable<string>): string[] =>
  [...codes].map((code) => prefix + code).filter((key) => !(key in zh) || !(key in en));

test('every event, and every way of signing in, has words', () => {
  expect(missing('access.audit.event.', auditEvents)).toEqual([]);
  expect(missing('audit.way.', signInWays)).toEqual([]);
});

test('every route that somebody may be refused, or that is written down, has words', () => {
  const routes = source('test/golden/access/routes.txt')
    .trim()
    .split('\n')
    .filter((line) => !/\sanyone$/.test(line))
    .map((line) => line.split(/\s+/).slice(0, 2).join(' '));
  expect(routes.length).toBeGreaterThan(50);
  expect(missing('audit.route.', routes)).toEqual([]);
  for (const route of routes) {
    const [method = '', path = ''] = route.split(' ');
    expect(routeOf(method, path)?.key).toBe(`audit.route.${route}`);
  }
});

test('every parameter of a query and every field of a body has words', () => {
  const parameters = [...namedQueries.values()].flatMap((query) =>
    Object.keys(query.parameters ?? {}),
  );
  const fields = ['plan', 'action'].flatMap((name) =>
    [
      ...source(`pipeline/server/${name}-routes.ts`).matchAll(
        /(?:fields\.(?:text|textOrNull|flag)\(|(?:wholeIn|dateIn|shaped)\(fields, )'(\w+)'/g,
      ),
    ].map(([, field]) => field ?? ''),
  );
  expect(fields).toContain('to_team');
  expect(
    missing('audit.field.', new Set([...parameters, ...fields, 'lang', 'limit', 'who'])),
  ).toEqual([]);
});

test('queries that a line may name have names', () => {
  expect(Object.keys(auditNames.query)).toEqual([...namedQueries.keys()]);
});
