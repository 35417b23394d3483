import { expect, test } from 'vitest';
import { roles, type Role } from '../../../pipeline/access/index.ts';
import type { RouteAccess } from '../../../pipeline/server/index.ts';
import { isAllowed } from '../../../pipeline/server/access/rule.ts';
import { givenDesk } from '../../access/given-desk.ts';
import { tinyServer } from '../tiny-server.ts';
import { fakeActions } from './fake-actions.ts';
import { OWN, signedIn } from './signing-in.ts';

/** Whoever may ask, by the name of their account: each role, of the whole district and of an area or unit. */
const READERS: Readonly<Record<string, readonly [Role, string]>> = {
  leader: ['leader', 'district'],
  'leader of an area': ['leader', 'area:临河片区'],
  planner: ['planner', 'district'],
  'planner of an area': ['planner', 'area:临河片区'],
  analyst: ['analyst', 'district'],
  'analyst of an area': ['analyst', 'area:临河片区'],
  clerk: ['clerk', 'unit:U1'],
  admin: ['admin', 'district'],
  'admin of an area': ['admin', 'area:临河片区'],
};
const accountOf = (reader: string): string => reader.replaceAll(' ', '-');

async function everyRoute() {
  const access = await givenDesk(
    Object.fromEntries(Object.entries(READERS).map(([name, given]) => [accountOf(name), given])),
    {
      config: {
        publicOrigin: 'http://127.0.0.1:9',
        oidc: {
          issuer: 'http://127.0.0.1:9',
          clientId: 'x',
          clientSecret: null,
          nameClaim: 'sub',
          label: { zh: '统一', en: 'One' },
        },
      },
    },
  );
  let table: readonly RouteAccess[] = [];
  const { server } = await tinyServer({
    access,
    ...fakeActions(),
    onRoutes: (routes) => (table = routes),
  });
  return { server, table };
}

test('who may use which route: the whole table', async () => {
  const { table } = await everyRoute();
  const lines = table
    .filter(({ method }) => method !== 'HEAD')
    .map(({ method, url, rule }) => {
      const may = rule.roles === 'anyone' ? 'anyone' : rule.roles.join(' ');
      const scope = { none: '', rows: 'own rows', district: 'whole district' }[rule.scope];
      return `${method.padEnd(6)} ${url.padEnd(36)} ${may.padEnd(40)} ${scope}`.trimEnd();
    })
    .sort((one, other) => (one.slice(7) < other.slice(7) ? -1 : 1));
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../../golden/access/routes.txt');
});

test('every route lets in whom its rule names, and nobody else, signed out or in', async () => {
  const { server, table } = await everyRoute();
  const askers = [
    { name: 'signed out', cookie: undefined, reader: undefined },
    ...(await Promise.all(
      Object.entries(READERS).map(async ([name, [role, scope]]) => ({
        name,
        cookie: (await signedIn(server, accountOf(name))).cookie,
        reader: { role, isDistrict: scope === 'district' },
      })),
    )),
  ];
  let refusals = 0;
  for (const { method, url, rule } of table)
    for (const { name, cookie, reader } of askers) {
      // Signing out would end the session of all that follows; it is tested by itself.
      if (method === 'DELETE' && url === '/api/session' && reader) continue;
      const answer = await server.inject({
        method: method as 'GET',
        url: url.replace('/*', '/').replaceAll(/:\w+/g, 'x'),
        headers: { ...OWN, ...(cookie === undefined ? {} : { cookie }) },
        ...(method === 'POST' ? { payload: {} } : {}),
      });
      const allowed = isAllowed(
        rule,
        reader && {
          name,
          label: name,
          role: reader.role,
          scope: reader.isDistrict ? { kind: 'district' } : { kind: 'unit', unitCode: 'U1' },
          via: 'session',
          mustChange: false,
        },
      );
      const told = `${method} ${url} for ${name}: ${answer.statusCode} ${answer.body.slice(0, 80)}`;
      if (allowed) {
        expect(answer.statusCode, told).not.toBe(403);
        // A password that is wrong is 401 too, and says so.
        if (answer.statusCode === 401)
          expect(answer.json().error.code, told).toBe('sign_in_failed');
      } else {
        refusals += 1;
        expect(answer.statusCode, told).toBe(reader ? 403 : 401);
        if (method !== 'HEAD')
          expect(answer.json().error.code, told).toBe(reader ? 'not_allowed' : 'sign_in_required');
      }
    }
  expect(refusals).toBeGreaterThan(100);
});

test('whatever is asked under an address that leads nowhere is nothing, for everybody', async () => {
  const { server } = await everyRoute();
  for (const url of ['/api/none', '/api', '/api/query', '/api/sql/none', '/assets/none.js'])
    expect((await server.inject({ url, headers: OWN })).statusCode, url).toBe(404);
});

test('a route that does not say who may use it stops the server from starting', async () => {
  const { server } = await tinyServer();
  const { createServer } = await import('../../../pipeline/server/index.ts');
  expect(createServer).toBeDefined();
  expect(() => server.get('/api/forgotten', async () => ({}))).toThrow();
  const { default: Fastify } = await import('fastify');
  const { registerGate } = await import('../../../pipeline/server/access/gate.ts');
  const bare = Fastify();
  registerGate(bare, { desk: undefined, secure: false });
  expect(() => bare.get('/api/forgotten', async () => ({}))).toThrow(/who may use it/);
});

test('the page is told what to offer: exactly what the routes allow', async () => {
  const { server, table } = await everyRoute();
  for (const role of roles) {
    const { get } = await signedIn(server, role);
    const told = (await get('/api/session')).json().may as string[];
    const clerk = role === 'clerk';
    const allowed = table.filter(({ method, rule }) =>
      method === 'HEAD'
        ? false
        : rule.roles === 'anyone' ||
          (rule.roles.includes(role) && !(clerk && rule.scope === 'district')),
    );
    expect(told).toEqual(allowed.map(({ method, url }) => `${method} ${url}`));
  }
});

test('plans name inspectors to those who need them, masked to the others', async () => {
  const { server } = await everyRoute();
  const planner = await signedIn(server, 'planner');
  const leader = await signedIn(server, 'leader');
  expect((await planner.get('/api/plan')).json()).toEqual({
    inspectors: ['王某'],
    visits: [{ inspectors: '李某', team: '一组' }],
  });
  expect((await leader.get('/api/plan')).json()).toEqual({
    inspectors: ['***'],
    visits: [{ inspectors: '***', team: '一组' }],
  });
  expect((await leader.get('/api/plan/x')).json()).toEqual({
    visits: [{ inspectors: ['***', '***'] }],
  });
});
