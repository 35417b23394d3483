import { expect, test } from 'vitest';
import { givenDesk } from '../../access/given-desk.ts';
import { tinyServer } from '../tiny-server.ts';
import { trySignIn } from './signing-in.ts';

const proxied = async (header: string | null) => {
  const access = await givenDesk(
    { clerk: ['clerk', 'unit:U1'], 王主任: ['leader', 'district'] },
    { config: { proxy: { addresses: ['10.0.0.5'], header } } },
  );
  const { server } = await tinyServer({ access, hosts: ['xiaoan.example.cn'] });
  const who = async (remoteAddress: string, headers: Record<string, string>) =>
    (
      await server.inject({
        url: '/api/session',
        remoteAddress,
        headers: { host: 'xiaoan.example.cn', ...headers },
      })
    ).json().reader?.name ?? null;
  return { access, server, who };
};

test('the proxy’s word counts from its own address, and from nowhere else', async () => {
  const { who } = await proxied('x-remote-user');
  expect(await who('10.0.0.5', { 'x-remote-user': 'clerk' })).toBe('clerk');
  expect(await who('::ffff:10.0.0.5', { 'x-remote-user': 'clerk' })).toBe('clerk');
  for (const address of ['10.0.0.6', '127.0.0.1', '::1', '110.0.0.5'])
    for (const headers of [
      { 'x-remote-user': 'root' },
      { 'x-remote-user': 'root', 'x-forwarded-for': '10.0.0.5' },
      { 'X-Remote-User': 'root', 'x-real-ip': '10.0.0.5', forwarded: 'for=10.0.0.5' },
    ])
      expect(await who(address, headers), `${address} ${JSON.stringify(headers)}`).toBeNull();
});

test('names in Chinese come through, however the proxy writes them; unknown ones are nobody', async () => {
  const { who } = await proxied('x-remote-user');
  const latin = Buffer.from('王主任', 'utf8').toString('latin1');
  expect(await who('10.0.0.5', { 'x-remote-user': latin })).toBe('王主任');
  expect(await who('10.0.0.5', { 'x-remote-user': encodeURIComponent('王主任') })).toBe('王主任');
  expect(await who('10.0.0.5', { 'x-remote-user': 'nobody' })).toBeNull();
  expect(await who('10.0.0.5', { 'x-remote-user': '%' })).toBeNull();
});

test('without a header in the configuration none is believed, from the proxy neither', async () => {
  const { who } = await proxied(null);
  expect(await who('10.0.0.5', { 'x-remote-user': 'root' })).toBeNull();
});

test('the proxy is believed when it says whose request it hands on; others lock themselves out', async () => {
  const { server, access } = await proxied(null);
  await trySignIn(server, { name: 'clerk', password: 'wrong wrong', address: '10.0.0.5' });
  await server.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress: '10.0.0.5',
    headers: { host: 'xiaoan.example.cn', 'x-xiaoan': '1', 'x-forwarded-for': '192.168.7.7' },
    payload: { name: 'clerk', password: 'wrong wrong' },
  });
  await server.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress: '10.0.0.66',
    headers: { host: 'xiaoan.example.cn', 'x-xiaoan': '1', 'x-forwarded-for': '192.168.7.8' },
    payload: { name: 'clerk', password: 'wrong wrong' },
  });
  const addresses = (await access.audit.find({ limit: 5 })).map(({ address }) => address);
  expect(addresses).toEqual(['10.0.0.66', '192.168.7.7', '10.0.0.5']);
});
