import { expect, test } from 'vitest';
import { givenDesk } from '../../access/given-desk.ts';
import { tinyServer } from '../tiny-server.ts';
import { FakeIssuer } from './fake-issuer.ts';
import { cookieHeader, cookiesOf } from './signing-in.ts';

const HOST = 'xiaoan.example.cn';

async function withIssuer() {
  const issuer = await FakeIssuer.start();
  const access = await givenDesk(
    { clerk: ['clerk', 'unit:U1'], gone: ['leader', 'district'] },
    {
      config: {
        publicOrigin: `https://${HOST}`,
        oidc: {
          issuer: issuer.url,
          clientId: 'xiaoan',
          clientSecret: 's3cret',
          nameClaim: 'preferred_username',
          label: { zh: '统一身份认证', en: 'Single sign-on' },
        },
      },
    },
  );
  access.accounts.change('gone', { disabled: true });
  const { server } = await tinyServer({ access, hosts: [HOST] });
  const get = (url: string, cookie?: string) =>
    server.inject({ url, headers: { host: HOST, ...(cookie === undefined ? {} : { cookie }) } });
  const start = async () => {
    const answer = await get('/api/oidc/start');
    return { location: String(answer.headers.location), cookie: cookieHeader(answer), answer };
  };
  return { issuer, access, get, start };
}

test('whoever the provider vouches for is signed in, with state, nonce and a challenge on the way', async () => {
  const { issuer, access, get, start } = await withIssuer();
  const { location, cookie, answer } = await start();
  expect(answer.statusCode).toBe(302);
  expect(cookiesOf(answer)[0]).toMatch(
    /^__Host-xiaoan-oidc=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=600$/,
  );
  const asked = new URL(location).searchParams;
  expect(asked.get('code_challenge_method')).toBe('S256');
  expect([asked.get('state'), asked.get('nonce'), asked.get('code_challenge')]).not.toContain(null);
  expect(asked.get('redirect_uri')).toBe(`https://${HOST}/api/oidc/callback`);
  const back = await get(`/api/oidc/callback${issuer.approve(location)}`, cookie);
  expect([back.statusCode, back.headers.location]).toEqual([302, '/']);
  const session = cookiesOf(back).find((each) => each.startsWith('__Host-xiaoan='));
  expect(session).toMatch(/HttpOnly; SameSite=Strict; Secure$/);
  const who = await get('/api/session', session?.split(';')[0]);
  expect(who.json()).toMatchObject({ reader: { name: 'clerk', role: 'clerk', scope: 'unit:U1' } });
  expect((await access.audit.find({ limit: 1 }))[0]).toMatchObject({
    event: 'sign_in',
    what: 'oidc',
  });
});

const failed = (code: string) => [302, `/sign-in?failed=${code}`];

test('a return with another state, another browser or twice lets nobody in', async () => {
  const { issuer, get, start } = await withIssuer();
  const answer = async (search: string, cookie?: string) => {
    const back = await get(`/api/oidc/callback${search}`, cookie);
    expect(cookiesOf(back).filter((each) => each.startsWith('__Host-xiaoan='))).toEqual([]);
    return [back.statusCode, back.headers.location];
  };
  const one = await start();
  const other = await start();
  expect(await answer(issuer.approve(one.location))).toEqual(failed('oidc_refused'));
  expect(await answer(issuer.approve(one.location), other.cookie)).toEqual(failed('oidc_refused'));
  const third = await start();
  const spoiled = issuer.approve(third.location).replace(/state=[^&]+/, 'state=mine');
  expect(await answer(spoiled, third.cookie)).toEqual(failed('oidc_refused'));
  // The key is used up, even by a return that was refused.
  expect(await answer(issuer.approve(third.location), third.cookie)).toEqual(
    failed('oidc_refused'),
  );
  expect(await answer('', one.cookie)).toEqual(failed('oidc_refused'));
  expect(await answer('?error=access_denied', (await start()).cookie)).toEqual(
    failed('oidc_refused'),
  );
});

test.each([
  ['another nonce', { nonce: 'planted' }, false],
  ['another audience', { aud: 'other' }, false],
  ['another issuer', { iss: 'https://evil.example' }, false],
  ['a time that has passed', { exp: 1 }, false],
  ['no name', { preferred_username: undefined }, false],
  ['a name that is no text', { preferred_username: ['root'] }, false],
  ['a signature of nobody’s', {}, true],
])('a token with %s lets nobody in', async (_what, claims, forge) => {
  const { issuer, get, start } = await withIssuer();
  const { location, cookie } = await start();
  Object.assign(issuer, { claims: { preferred_username: 'clerk', ...claims }, forge });
  const back = await get(`/api/oidc/callback${issuer.approve(location)}`, cookie);
  expect([back.statusCode, back.headers.location]).toEqual(failed('oidc_refused'));
  expect(cookiesOf(back)).toEqual([]);
});

test.each(['nobody', 'gone'])(
  'the provider’s %s has no account here, and is told so',
  async (name) => {
    const { issuer, get, start } = await withIssuer();
    issuer.claims = { preferred_username: name };
    const { location, cookie } = await start();
    const back = await get(`/api/oidc/callback${issuer.approve(location)}`, cookie);
    expect([back.statusCode, back.headers.location]).toEqual(failed('no_account'));
  },
);

test('a provider that is away is said to be, and found again when it is back', async () => {
  const { issuer, get, start } = await withIssuer();
  const { url } = issuer;
  expect((await start()).location).toContain(`${url}/authorize`);
  const access = await givenDesk(
    {},
    {
      config: {
        publicOrigin: `https://${HOST}`,
        oidc: {
          issuer: 'http://127.0.0.1:9',
          clientId: 'x',
          clientSecret: null,
          nameClaim: 'sub',
          label: { zh: '', en: '' },
        },
      },
    },
  );
  await expect(access.oidc?.begin()).rejects.toMatchObject({ code: 'oidc_unreachable' });
  expect((await get('/api/oidc/callback')).statusCode).toBe(302);
});
