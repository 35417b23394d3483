import { randomInt } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Account, AccountChange } from '../../access/accounts.ts';
import { keyOf } from '../../access/accounts.ts';
import type { AccessDesk } from '../../access/desk.ts';
import { isRole, roles, type Role } from '../../access/roles.ts';
import { parseScope, scopeText } from '../../access/scope.ts';
import { text } from '../../contracts/index.ts';
import { Fields } from '../action-input.ts';
import { HttpFailure } from '../http-failure.ts';
import { readerOf } from './gate.ts';
import { districtOf } from './rule.ts';
import { asked } from './session-routes.ts';

/** Signs of a password that is read aloud: none that looks like another. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to begin with, of about 80 bits, that its owner must change. */
function firstPassword(): string {
  const signs = Array.from({ length: 16 }, () => SIGNS.charAt(randomInt(SIGNS.length)));
  return signs.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * `GET /api/accounts`, `POST /api/accounts` (add), `POST /api/accounts/:name` (change role, scope, disabled),
 * `POST /api/accounts/:name/unlock`, `POST /api/accounts/:name/password` (a new one to begin with).
 */
export function registerAccounts(server: FastifyInstance, desk: AccessDesk): void {
  const access = districtOf('admin');
  const options = { bodyLimit: 4096, config: { access } };
  server.get('/api/accounts', { config: { access } }, async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .send({ accounts: desk.accounts.list().map((account) => told(account, desk)) }),
  );
  server.post('/api/accounts', options, async (request, reply) => {
    const fields = new Fields(request.body);
    const password = fields.flag('elsewhere') ? null : firstPassword();
    return answered(reply, async () => {
      const account = await desk.accounts.add(
        {
          name: fields.text('name'),
          label: fields.textOrNull('label') ?? '',
          role: roleIn(fields),
          scope: parseScope(fields.text('scope')),
        },
        password,
        true,
      );
      note(request, 'account_added', `${account.name} ${account.role} ${scopeText(account.scope)}`);
      return { account: told(account, desk), password };
    });
  });
  server.post<{ Params: { name: string } }>('/api/accounts/:name', options, (request, reply) =>
    answered(reply, async () => {
      const change = changeIn(request.body);
      const account = desk.accounts.change(request.params.name, change);
      if (account.disabled) desk.sessions.endAll(account.name);
      const { name, role, scope, disabled } = account;
      const state = `${name} ${role} ${scopeText(scope)}${disabled ? ' disabled' : ''}`;
      note(request, 'account_changed', state);
      return { account: told(account, desk) };
    }),
  );
  server.post<{ Params: { name: string } }>(
    '/api/accounts/:name/unlock',
    options,
    (request, reply) =>
      answered(reply, async () => {
        const account = desk.accounts.change(request.params.name, {});
        desk.lockouts.unlock(keyOf(account.name));
        note(request, 'account_unlocked', account.name);
        return { account: told(account, desk) };
      }),
  );
  server.post<{ Params: { name: string } }>(
    '/api/accounts/:name/password',
    options,
    (request, reply) =>
      answered(reply, async () => {
        const password = firstPassword();
        const account = await desk.accounts.setPassword(request.params.name, password, true);
        desk.sessions.endAll(account.name);
        note(request, 'password_changed', account.name);
        return { account: told(account, desk), password };
      }),
  );

  const note = (
    request: Parameters<typeof readerOf>[0] & { readonly ip: string },
    event: 'account_added' | 'account_changed' | 'account_unlocked' | 'password_changed',
    what: string,
  ): void => desk.audit.record({ event, who: readerOf(request).name, address: request.ip, what });
}

async function answered(
  reply: { header(name: string, value: string): { send(body: unknown): unknown } },
  work: () => Promise<object>,
): Promise<unknown> {
  try {
    return await reply.header('cache-control', 'no-store').send(await work());
  } catch (error) {
    throw asked(error);
  }
}

function told(account: Account, desk: AccessDesk) {
  const { name, label, role, scope, disabled, mustChange, createdAt, passwordAt } = account;
  return {
    name,
    label,
    role,
    scope: scopeText(scope),
    disabled,
    locked: desk.lockouts.isLocked(keyOf(name)),
    must_change: mustChange,
    created_at: createdAt,
    password_at: passwordAt,
  };
}

function roleIn(fields: Fields): Role {
  const role = fields.text('role');
  if (isRole(role)) return role;
  const words = roles.join(', ');
  throw new HttpFailure(400, 'bad_field', text(`角色应为 ${words}`, `role must be of ${words}`), {
    where: { column: 'role' },
  });
}

/** Only what the body names is changed. */
function changeIn(body: unknown): AccountChange {
  const fields = new Fields(body);
  const given = (name: string): boolean =>
    typeof body === 'object' && body !== null && Object.hasOwn(body, name);
  return {
    ...(given('label') ? { label: fields.text('label').slice(0, 64) } : {}),
    ...(given('role') ? { role: roleIn(fields) } : {}),
    ...(given('scope') ? { scope: parseScope(fields.text('scope')) } : {}),
    ...(given('disabled') ? { disabled: fields.flag('disabled') } : {}),
  };
}
