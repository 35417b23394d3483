import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { defaultConfig } from '../../../pipeline/access/config.ts';
import { AccessDesk, parseScope, type Role } from '../../../pipeline/access/index.ts';
import { warehouseActions } from '../../../pipeline/cli/serving/actions.ts';
import { createServer } from '../../../pipeline/server/index.ts';
import { currentSnapshot, openSnapshot } from '../../../pipeline/warehouse/index.ts';
import { CHEAP, PASSWORD } from '../../access/given-desk.ts';
import { plantedDistrict } from '../../access/planted-district.ts';
import { ask } from '../../warehouse/fixture.ts';
import { cookieHeader, OWN, trySignIn } from './signing-in.ts';

export interface Unit {
  readonly code: string;
  readonly name: string;
}

/** A district served to an administrator `root`, a leader, and a clerk of one unit, all signed in. */
export interface ScopedServer {
  readonly district: Awaited<ReturnType<typeof plantedDistrict>>;
  /** Where accounts and the log are. */
  readonly folder: string;
  readonly server: FastifyInstance;
  /** The clerk's unit. */
  readonly own: Unit;
  readonly other: Unit;
  /** Codes and names of every unit but the clerk's. */
  readonly strangers: readonly string[];
  /** Headers with which somebody asks. */
  headersOf(who: string): Record<string, string>;
  get(who: string, url: string): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

export async function scopedServer(): Promise<ScopedServer> {
  const district = await plantedDistrict();
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-scope-'));
  const { path } = district.snapshot;
  const [own, other] = (await ask(
    path,
    `select unit_code as code, unit_name as name from facts.unit u
     where unit_status = 'open' and parent_code is null
       and not exists (select 1 from facts.unit c where c.parent_code = u.unit_code)
       and not exists (select 1 from facts.succession s where s.successor_code = u.unit_code)
     order by 1`,
  )) as unknown as [Unit, Unit];
  const words = await ask(
    path,
    `select unit_code as word from facts.unit where unit_code <> '${own.code}'
     union select unit_name from facts.unit_version where unit_code <> '${own.code}'
     union select unit_name from facts.unit where unit_code <> '${own.code}'`,
  );
  const access = new AccessDesk({ folder, config: defaultConfig, onlyLocal: true, cost: CHEAP });
  const accounts: [string, Role, string][] = [
    ['root', 'admin', 'district'],
    ['clerk', 'clerk', `unit:${own.code}`],
    ['leader', 'leader', 'district'],
  ];
  for (const [name, role, scope] of accounts)
    await access.accounts.add({ name, role, scope: parseScope(scope) }, PASSWORD);
  const actions = warehouseActions(district.warehouse, () => undefined);
  const server = await createServer({
    findSnapshot: () => {
      const ref = currentSnapshot(district.warehouse);
      return ref && { ref, open: () => openSnapshot(ref) };
    },
    dashboard: folder,
    makeTemplate: async () => Buffer.from(''),
    actions,
    policy: actions.policy,
    plans: actions.plans,
    access,
    report: (error) => {
      throw error;
    },
  });
  const sessions = new Map<string, string>();
  for (const [name] of accounts)
    sessions.set(name, cookieHeader(await trySignIn(server, { name })));
  const headersOf = (who: string): Record<string, string> => ({
    ...OWN,
    cookie: sessions.get(who) ?? '',
  });
  return {
    district,
    folder,
    server,
    own,
    other,
    strangers: words.map(({ word }) => String(word)).filter((word) => !own.name.includes(word)),
    headersOf,
    get: (who, url) => server.inject({ url, headers: headersOf(who) }),
    close: async () => {
      await server.close();
      await actions.close();
      district.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
