import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  AccessDesk,
  parseScope,
  type AccessConfig,
  type Role,
} from '../../pipeline/access/index.ts';
import { defaultConfig } from '../../pipeline/access/config.ts';

/** Hashes made in a millisecond: tests of who gets in need not be costly to guess. */
export const CHEAP = { n: 1024, r: 8, p: 1 };

export const PASSWORD = 'seven purple lanterns';

/** A folder that is gone when the test is over. */
export function accessFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-access-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A clock that tests set. */
export class Clock {
  time = Date.parse('2026-11-03T08:00:00Z');
  readonly now = (): number => this.time;
  pass(milliseconds: number): void {
    this.time += milliseconds;
  }
}

export interface GivenDesk {
  readonly config?: Partial<AccessConfig>;
  readonly onlyLocal?: boolean;
  readonly clock?: Clock;
  readonly folder?: string;
}

/** A desk with an administrator `root` and the accounts given as `name → role scope`, all of one password. */
export async function givenDesk(
  accounts: Readonly<Record<string, readonly [Role, string]>> = {},
  { config = {}, onlyLocal = true, clock, folder = accessFolder() }: GivenDesk = {},
): Promise<AccessDesk> {
  const desk = new AccessDesk({
    folder,
    config: { ...defaultConfig, ...config },
    onlyLocal,
    cost: CHEAP,
    ...(clock ? { now: clock.now } : {}),
  });
  for (const [name, [role, scope]] of Object.entries({
    root: ['admin', 'district'] as const,
    ...accounts,
  }))
    await desk.accounts.add({ name, role, scope: parseScope(scope) }, PASSWORD);
  return desk;
}
