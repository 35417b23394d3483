import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultConfig, parseConfig, readConfig } from '../../pipeline/access/config.ts';
import { accessFolder } from './given-desk.ts';

test('without a file nothing is on that could let anybody in', () => {
  const folder = accessFolder();
  expect(readConfig(join(folder, 'config.yaml'), false)).toEqual(defaultConfig);
  expect(defaultConfig).toMatchObject({ proxy: null, oidc: null, publicOrigin: null });
  expect(() => readConfig(join(folder, 'config.yaml'), true)).toThrow(
    expect.objectContaining({ code: 'access_config_missing' }),
  );
  writeFileSync(join(folder, 'config.yaml'), '# nothing\n');
});

test('everything can be said, and is read', () => {
  const config = parseConfig(
    'config.yaml',
    `public_origin: https://xiaoan.example.cn
proxy:
  addresses: [10.0.0.5, '::1']
  header: X-Remote-User
oidc:
  issuer: https://id.example.cn/realms/a
  client_id: xiaoan
  client_secret: s3cret
  label: { zh: 统一登录, en: One sign-in }
sessions: { idle_minutes: 30, absolute_hours: 8 }
lockout: { account_failures: 4, longest_minutes: 60 }
audit: { keep_months: 24 }
`,
  );
  expect(config).toMatchObject({
    publicOrigin: 'https://xiaoan.example.cn',
    proxy: { addresses: ['10.0.0.5', '::1'], header: 'x-remote-user' },
    oidc: { clientId: 'xiaoan', clientSecret: 's3cret', nameClaim: 'preferred_username' },
    sessions: { idle: 1_800_000, absolute: 28_800_000 },
    lockout: { accountFailures: 4, addressFailures: 20, longestWait: 3_600_000 },
    auditMonths: 24,
  });
});

test.each([
  ['proxies: {}', 'proxies', 1],
  ['public_origin: https://a.cn/path', 'public_origin', 1],
  ['public_origin: ftp://a.cn', 'public_origin', 1],
  ['proxy:\n  addresses: [proxy.local]', 'proxy.addresses[1]', 2],
  ['proxy:\n  addresses: [10.0.0.5]\n  header: cookie', 'proxy.header', 3],
  ['proxy:\n  header: x-user', 'proxy.addresses', 1],
  ['oidc:\n  issuer: https://a.cn\n  client_id: x', 'oidc', 1],
  ['public_origin: https://a.cn\noidc:\n  client_id: x', 'oidc.issuer', 2],
  [
    'public_origin: https://a.cn\noidc:\n  issuer: https://b.cn\n  client_id: x\n  client_secret_file: /none',
    'oidc.client_secret_file',
    5,
  ],
  ['sessions: { idle_minutes: 1 }', 'sessions.idle_minutes', 1],
  ['audit: { keep_months: 1 }', 'audit.keep_months', 1],
  ['a: [', '', 1],
])('%j is refused, and the line named', (content, column, row) => {
  const parse = () => parseConfig('config.yaml', content);
  expect(parse).toThrow(expect.objectContaining({ code: 'access_config_invalid' }));
  try {
    parse();
  } catch (error) {
    expect(error).toMatchObject({
      options: { where: { file: 'config.yaml', ...(column ? { column } : {}) } },
    });
    expect(
      (error as { options: { where: { row: number } } }).options.where.row,
    ).toBeGreaterThanOrEqual(row - 1);
  }
});
