import { expect, test } from 'vitest';
import { Clock, givenDesk, PASSWORD } from '../../access/given-desk.ts';
import { tinyServer } from '../tiny-server.ts';
import { cookieHeader, cookiesOf, OWN, signedIn, trySignIn } from './signing-in.ts';

const CLERK = { clerk: ['clerk', 'unit:U1'] } as const;

test('where nobody has an account, this machine is let in as before; once somebody has, nobody is without', async () => {
  const access = await givenDesk();
  const { server, get } = await tinyServer({ access });
  expect((await get('/api/health')).statusCode).toBe(401);
  expect((await get('/api/session')).json()).toMatchObject({ reader: null });
  expect((await get('/')).statusCode).toBe(200);
  const without = await tinyServer();
  expect((await without.get('/api/session')).json()).toMatchObject({
    reader: { name: 'local', role: 'admin', via: 'open' },
    ways: { password: false },
  });
  await server.close();
});

test('a session is a cookie that scripts cannot read and other sites cannot send', async () => {
  const { server } = await tinyServer({ access: await givenDesk(CLERK) });
  const answer = await trySignIn(server, { name: 'clerk' });
  expect(answer.statusCode).toBe(200);
  expect(cookiesOf(answer)).toEqual([
    expect.stringMatching(/^xiaoan=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
  ]);
  expect(answer.headers['cache-control']).toBe('no-store');
});

test('over TLS the cookie is the host’s own, and never sent without', async () => {
  const access = await givenDesk(CLERK, { config: { publicOrigin: 'https://xiaoan.example.cn' } });
  const { server, get } = await tinyServer({ access, hosts: ['xiaoan.example.cn'] });
  const answer = await trySignIn(server, { name: 'clerk' });
  expect(cookiesOf(answer)).toEqual([
    expect.stringMatching(/^__Host-xiaoan=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/),
  ]);
  expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
  const host = 'xiaoan.example.cn';
  const cookie = cookieHeader(answer);
  expect((await get('/api/health', { host, cookie })).statusCode).toBe(200);
  // One that another host of the domain could have set is not looked at.
  expect((await get('/api/health', { cookie: cookie.replace('__Host-', '') })).statusCode).toBe(
    401,
  );
  expect((await get('/api/health', { host: 'evil.example.cn', cookie })).statusCode).toBe(421);
});

test('signing in begins a new session, whatever the browser brought: a planted one gains nothing', async () => {
  const access = await givenDesk(CLERK);
  const { server, get } = await tinyServer({ access });
  const planted = `xiaoan=${'a'.repeat(43)}`;
  const answer = await trySignIn(server, { name: 'clerk', cookie: planted });
  expect(cookieHeader(answer)).not.toBe(planted);
  expect((await get('/api/health', { cookie: planted })).statusCode).toBe(401);
  const own = await signedIn(server, 'root');
  const again = await trySignIn(server, { name: 'clerk', cookie: own.cookie });
  expect((await own.get('/api/health')).statusCode).toBe(401);
  const cookie = cookieHeader(again);
  expect((await get('/api/session', { cookie })).json()).toMatchObject({
    reader: { name: 'clerk' },
  });
  // Two cookies of the name: which is the planted one cannot be told.
  expect((await get('/api/health', { cookie: `${planted}; ${cookie}` })).statusCode).toBe(401);
});

test('no other site has anything done with a reader’s cookie', async () => {
  const { server } = await tinyServer({ access: await givenDesk(CLERK) });
  const { cookie } = await signedIn(server, 'root');
  for (const headers of [
    { host: '127.0.0.1' },
    { ...OWN, origin: 'https://evil.example' },
    { ...OWN, 'sec-fetch-site': 'cross-site' },
  ])
    for (const [method, url] of [
      ['POST', '/api/session'],
      ['DELETE', '/api/session'],
      ['POST', '/api/password'],
      ['POST', '/api/accounts'],
      ['POST', '/api/accounts/clerk'],
      ['POST', '/api/accounts/clerk/password'],
      ['POST', '/api/accounts/clerk/unlock'],
    ] as const) {
      const answer = await server.inject({
        method,
        url,
        headers: { ...headers, cookie },
        payload: {},
      });
      expect([answer.statusCode, answer.json().error.code], `${method} ${url}`).toEqual([
        403,
        'other_origin',
      ]);
    }
});

test('an unknown name, a wrong password and a disabled account answer alike', async () => {
  const access = await givenDesk({ ...CLERK, gone: ['leader', 'district'] });
  access.accounts.change('gone', { disabled: true });
  const { server } = await tinyServer({ access });
  const answers = await Promise.all([
    trySignIn(server, { name: 'clerk', password: 'not the password' }),
    trySignIn(server, { name: 'nobody', password: 'not the password' }),
    trySignIn(server, { name: 'gone' }),
  ]);
  const told = answers.map(({ statusCode, body, headers }) => [
    statusCode,
    body,
    headers['set-cookie'],
  ]);
  expect(told[0]).toEqual([401, expect.stringContaining('sign_in_failed'), undefined]);
  expect(told[1]).toEqual(told[0]);
  expect(told[2]).toEqual(told[0]);
});

test('a name that nobody has takes as long to refuse as one that somebody has', async () => {
  const { AccessDesk } = await import('../../../pipeline/access/index.ts');
  const cheap = await givenDesk(CLERK);
  // Costly enough that hashing is most of the time.
  const access = new AccessDesk({
    folder: cheap.audit.folder.replace(/audit$/, ''),
    config: cheap.config,
    onlyLocal: true,
    cost: { n: 16384, r: 8, p: 1 },
  });
  await access.accounts.setPassword('clerk', PASSWORD);
  await access.accounts.verify('clerk', 'warm up');
  const times = { clerk: [] as number[], nobody: [] as number[] };
  for (let each = 0; each < 9; each++)
    for (const name of ['clerk', 'nobody'] as const) {
      // Of the processor, which other programs do not lengthen.
      const start = process.cpuUsage();
      expect(await access.accounts.verify(name, 'not the password')).toBeUndefined();
      times[name].push(process.cpuUsage(start).user);
    }
  const [known, unknown] = [Math.min(...times.clerk), Math.min(...times.nobody)];
  expect(unknown / known).toBeGreaterThan(0.5);
  expect(unknown / known).toBeLessThan(2);
});

test('guessing is stopped: known names and unknown ones wait alike, and the right password waits too', async () => {
  const clock = new Clock();
  const access = await givenDesk(CLERK, { clock });
  const { server } = await tinyServer({ access });
  for (const name of ['clerk', 'nobody']) {
    const statuses: number[] = [];
    for (let each = 0; each < 7; each++) {
      const address = `10.0.${each}.${name.length}`;
      statuses.push(
        (await trySignIn(server, { name, password: 'wrong wrong', address })).statusCode,
      );
    }
    expect(statuses, name).toEqual([401, 401, 401, 401, 401, 429, 429]);
  }
  const right = await trySignIn(server, { name: 'clerk', address: '10.9.9.9' });
  expect([right.statusCode, right.json().error.code]).toEqual([429, 'locked_out']);
  clock.pass(31_000);
  expect((await trySignIn(server, { name: 'clerk', address: '10.9.9.9' })).statusCode).toBe(200);
  const events = (await access.audit.find({ limit: 50 })).map(
    ({ event, who }) => `${event} ${who}`,
  );
  expect(events).toContain('locked_out clerk');
  expect(events).toContain('sign_in_failed unknown');
  expect(events[0]).toBe('sign_in clerk');
});

test('many guesses at the same moment count as many', async () => {
  const access = await givenDesk(CLERK, { clock: new Clock() });
  const { server } = await tinyServer({ access });
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, each) =>
      trySignIn(server, { name: 'clerk', password: 'wrong wrong', address: `10.1.0.${each}` }),
    ),
  );
  expect(answers.filter(({ statusCode }) => statusCode === 401).length).toBeLessThanOrEqual(5);
  expect((await trySignIn(server, { name: 'clerk', address: '10.2.0.1' })).statusCode).toBe(429);
});

test('a changed password ends every session but one’s own, which begins anew', async () => {
  const access = await givenDesk(CLERK);
  const { server, get } = await tinyServer({ access });
  const [here, there] = [await signedIn(server, 'clerk'), await signedIn(server, 'clerk')];
  const next = 'nine green umbrellas';
  const change = (old: string, password: string) =>
    here.ask('POST', '/api/password', { old, password });
  expect((await change('not the old one', next)).json().error.code).toBe('sign_in_failed');
  expect((await change(PASSWORD, 'short')).json().error).toMatchObject({ code: 'weak_password' });
  expect((await change(PASSWORD, PASSWORD)).json().error.code).toBe('same_password');
  const changed = await change(PASSWORD, next);
  expect(changed.statusCode).toBe(200);
  expect((await there.get('/api/health')).statusCode).toBe(401);
  expect((await here.get('/api/health')).statusCode).toBe(401);
  expect((await get('/api/health', { cookie: cookieHeader(changed) })).statusCode).toBe(200);
  expect((await trySignIn(server, { name: 'clerk' })).statusCode).toBe(401);
  expect((await trySignIn(server, { name: 'clerk', password: next })).statusCode).toBe(200);
});

test('a first password lets nobody do anything but change it', async () => {
  const access = await givenDesk();
  await access.accounts.add(
    { name: 'new', role: 'leader', scope: { kind: 'district' } },
    PASSWORD,
    true,
  );
  const { server } = await tinyServer({ access });
  const fresh = await signedIn(server, 'new');
  expect((await fresh.get('/api/session')).json().reader).toMatchObject({ must_change: true });
  const refused = await fresh.get('/api/query/unit');
  expect([refused.statusCode, refused.json().error.code]).toEqual([403, 'must_change_password']);
  const changed = await fresh.ask('POST', '/api/password', {
    old: PASSWORD,
    password: 'nine green umbrellas',
  });
  const cookie = cookieHeader(changed);
  const health = await server.inject({ url: '/api/health', headers: { ...OWN, cookie } });
  expect(health.statusCode).toBe(200);
});

test('signing out ends the session, and the browser forgets what it was shown', async () => {
  const { server } = await tinyServer({ access: await givenDesk(CLERK) });
  const { ask, get } = await signedIn(server, 'clerk');
  const out = await ask('DELETE', '/api/session');
  expect(cookiesOf(out)[0]).toMatch(/^xiaoan=; .*Max-Age=0$/);
  expect(out.headers['clear-site-data']).toBe('"cache"');
  expect((await get('/api/health')).statusCode).toBe(401);
});

test('a role, a scope and a shut account count from the next request on', async () => {
  const access = await givenDesk(CLERK);
  const { server } = await tinyServer({ access });
  const clerk = await signedIn(server, 'clerk');
  expect((await clerk.get('/api/accounts')).statusCode).toBe(403);
  access.accounts.change('clerk', { role: 'admin', scope: { kind: 'district' } });
  expect((await clerk.get('/api/accounts')).statusCode).toBe(200);
  access.accounts.change('clerk', { disabled: true });
  expect((await clerk.get('/api/health')).statusCode).toBe(401);
});

test('what is refused counts towards the rate limit: nobody fills the log by asking in vain', async () => {
  const access = await givenDesk(CLERK);
  const { server } = await tinyServer({ access, requestsPerMinute: 10 });
  const clerk = await signedIn(server, 'clerk');
  const statuses: number[] = [];
  for (let each = 0; each < 30; each++)
    statuses.push((await clerk.get('/api/accounts')).statusCode);
  expect(new Set(statuses)).toEqual(new Set([403, 429]));
  const refused = await access.audit.find({ event: 'refused', limit: 100 });
  expect(refused.length).toBeLessThanOrEqual(10);
});
