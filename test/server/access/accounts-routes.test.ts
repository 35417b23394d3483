import { expect, test } from 'vitest';
import { givenDesk, PASSWORD } from '../../access/given-desk.ts';
import { tinyServer } from '../tiny-server.ts';
import { signedIn, trySignIn } from './signing-in.ts';

test('an administrator adds an account, whose first password is told once and must be changed', async () => {
  const access = await givenDesk();
  const { server } = await tinyServer({ access });
  const root = await signedIn(server, 'root');
  const added = await root.ask('POST', '/api/accounts', {
    name: '王老师',
    label: '王老师（一小）',
    role: 'clerk',
    scope: 'unit:U1',
  });
  expect(added.json()).toMatchObject({
    account: { name: '王老师', role: 'clerk', scope: 'unit:U1', must_change: true },
    password: expect.stringMatching(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/),
  });
  const { password } = added.json();
  const list = await root.get('/api/accounts');
  expect(list.json().accounts.map(({ name }: { name: string }) => name)).toEqual([
    'root',
    '王老师',
  ]);
  expect(list.body).not.toContain(password);
  expect(list.body).not.toContain('scrypt');
  expect((await trySignIn(server, { name: '王老师', password })).statusCode).toBe(200);
  const log = JSON.stringify(await access.audit.find({ limit: 20 }));
  expect(log).toContain('王老师 clerk unit:U1');
  expect(log).not.toContain(password);
  expect(log).not.toContain(PASSWORD);
});

test.each([
  [{ name: 'x', role: 'king', scope: 'district', label: null }, 'bad_field', 'role'],
  [{ name: 'x', role: 'clerk', scope: 'everything', label: null }, 'bad_scope', 'scope'],
  [{ name: '../x', role: 'clerk', scope: 'unit:U1', label: null }, 'bad_account_name', 'name'],
  [{ name: 'ROOT', role: 'clerk', scope: 'unit:U1', label: null }, 'account_exists', 'name'],
  [{ role: 'clerk', scope: 'unit:U1', label: null }, 'bad_field', 'name'],
])('%j is refused, and the field named', async (body, code, column) => {
  const { server } = await tinyServer({ access: await givenDesk() });
  const root = await signedIn(server, 'root');
  const answer = await root.ask('POST', '/api/accounts', body);
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
  expect(answer.json().error).toMatchObject({ code, where: { column } });
});

test('accounts are changed, shut, unlocked and given a new password; the last administrator stays', async () => {
  const access = await givenDesk({ clerk: ['clerk', 'unit:U1'] });
  const { server } = await tinyServer({ access });
  const root = await signedIn(server, 'root');
  const clerk = await signedIn(server, 'clerk');
  const changed = await root.ask('POST', '/api/accounts/clerk', {
    role: 'leader',
    scope: 'district',
  });
  expect(changed.json().account).toMatchObject({
    role: 'leader',
    scope: 'district',
    disabled: false,
  });
  expect((await clerk.get('/api/session')).json().reader).toMatchObject({ role: 'leader' });
  for (let each = 0; each < 5; each++)
    await trySignIn(server, { name: 'clerk', password: 'wrong wrong', address: `10.3.0.${each}` });
  const listed = async () =>
    (await root.get('/api/accounts'))
      .json()
      .accounts.find(({ name }: { name: string }) => name === 'clerk');
  expect(await listed()).toMatchObject({ locked: true });
  expect((await root.ask('POST', '/api/accounts/clerk/unlock', {})).json().account.locked).toBe(
    false,
  );
  expect((await trySignIn(server, { name: 'clerk', address: '10.3.0.9' })).statusCode).toBe(200);
  const reset = await root.ask('POST', '/api/accounts/clerk/password', {});
  expect((await clerk.get('/api/health')).statusCode).toBe(401);
  expect((await trySignIn(server, { name: 'clerk', address: '10.3.0.10' })).statusCode).toBe(401);
  const { password } = reset.json();
  expect((await trySignIn(server, { name: 'clerk', password })).statusCode).toBe(200);
  await root.ask('POST', '/api/accounts/clerk', { disabled: true });
  expect(await listed()).toMatchObject({ disabled: true });
  const last = await root.ask('POST', '/api/accounts/root', { disabled: true });
  expect([last.statusCode, last.json().error.code]).toEqual([422, 'last_admin']);
  expect((await root.ask('POST', '/api/accounts/none', {})).statusCode).toBe(404);
});

test('the log says who did what, from where and how many rows; who may not, is written down too', async () => {
  const access = await givenDesk({ planner: ['planner', 'district'], clerk: ['clerk', 'unit:U1'] });
  const { server } = await tinyServer({ access });
  const [root, planner, clerk] = [
    await signedIn(server, 'root'),
    await signedIn(server, 'planner'),
    await signedIn(server, 'clerk'),
  ];
  await planner.get('/api/export/hazard.csv?unit=U1&lang=zh');
  await planner.get('/api/query/unit_contact?unit=U1');
  await clerk.get('/api/query/unit_contact?unit=U1');
  await clerk.get('/api/audit');
  await expect
    .poll(async () => (await root.get('/api/audit?event=export')).json().lines)
    .toMatchObject([{ who: 'planner', what: '/api/export/hazard.csv?unit=U1&lang=zh', rows: 2 }]);
  await expect
    .poll(async () => (await root.get('/api/audit?event=personal_access')).json().lines)
    .toMatchObject([{ who: 'planner', what: '/api/query/unit_contact?unit=U1', rows: 1 }]);
  expect((await root.get('/api/audit?event=refused')).json().lines).toMatchObject([
    { who: 'clerk', what: 'GET /api/audit', address: '127.0.0.1' },
  ]);
  expect((await root.get('/api/audit/verify')).json()).toMatchObject({ broken: null });
  expect((await root.get('/api/audit?from=yesterday')).statusCode).toBe(400);
  expect((await root.get('/api/audit?from=2026-02-31')).statusCode).toBe(400);
  const mistyped = await root.get('/api/audit?event=exports');
  expect(mistyped.statusCode).toBe(400);
  expect(mistyped.json()).toMatchObject({
    error: { code: 'bad_parameter', where: { column: 'event' }, hint: 'Did you mean “export”?' },
  });
  expect((await root.get('/api/audit?event=%E5%90%83%E9%A5%AD')).json()).toMatchObject({
    error: { code: 'bad_parameter', hint: null },
  });
  expect((await root.get('/api/audit?limit=9999')).statusCode).toBe(400);
  expect((await root.get('/api/audit?from=2999-01-01')).json().lines).toEqual([]);
});
