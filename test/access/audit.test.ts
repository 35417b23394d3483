import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifyChain } from '../../pipeline/access/audit-verify.ts';
import { AuditLog } from '../../pipeline/access/audit.ts';
import { accessFolder } from './given-desk.ts';

function logAt(start: string, folder = accessFolder()) {
  let now = Date.parse(start);
  const log = new AuditLog(folder, () => new Date(now));
  return { folder, log, pass: (hours: number) => (now += hours * 3_600_000) };
}

const entry = (what: string, who = 'zhang') =>
  ({ event: 'export', who, address: '10.0.0.1', what, rows: 3 }) as const;

test('the newest lines of a month of very many are found', async () => {
  const { log } = logAt('2026-10-05T00:00:00Z');
  log.record(entry('first'));
  const file = join(log.folder, '2026-10.jsonl');
  const line = readFileSync(file, 'utf8');
  appendFileSync(file, line.repeat(150_000));
  log.record(entry('last'));
  expect((await log.find({ limit: 2 })).map(({ what }) => what)).toEqual(['last', 'first']);
});

test('lines are found by who, what and when, the newest first, over months', async () => {
  const { log, pass } = logAt('2026-09-29T00:00:00Z');
  for (let day = 0; day < 6; day++) {
    log.record(entry(`file-${day}`, day % 2 === 0 ? 'zhang' : 'li'));
    log.record({ event: 'sign_in', who: 'li', address: null, what: 'password' });
    pass(24);
  }
  expect(log.months()).toEqual(['2026-09', '2026-10']);
  const whats = async (wanted: object) =>
    (await log.find({ limit: 50, ...wanted })).map(({ what }) => what);
  expect(await whats({ who: 'zhang' })).toEqual(['file-4', 'file-2', 'file-0']);
  expect(await whats({ event: 'export', from: '2026-10-02' })).toEqual([
    'file-5',
    'file-4',
    'file-3',
  ]);
  expect(await whats({ event: 'export', to: '2026-09-30' })).toEqual(['file-0']);
  expect(await whats({ limit: 1 })).toEqual(['password']);
  expect(await verifyChain(log.folder, log.months())).toMatchObject({
    lines: 12,
    torn: 0,
    removed: 0,
    last: { sequence: 12 },
    broken: null,
  });
  expect(statSync(join(log.folder, '2026-09.jsonl')).mode & 0o777).toBe(0o600);
});

test('whatever is changed, taken out, put in or moved is found, where it is first', async () => {
  const { folder, log } = logAt('2026-10-01T00:00:00Z');
  for (let each = 0; each < 12; each++) log.record(entry(`file-${each}`));
  const path = join(folder, '2026-10.jsonl');
  const whole = readFileSync(path, 'utf8').trimEnd().split('\n');
  const change = fc.record({
    at: fc.integer({ min: 0, max: whole.length - 2 }),
    how: fc.constantFrom('rows', 'who', 'remove', 'repeat', 'swap', 'garble', 'sequence'),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ at, how }) => {
      const lines = [...whole];
      const line = JSON.parse(lines[at] ?? '') as Record<string, unknown>;
      if (how === 'rows') lines[at] = JSON.stringify({ ...line, rows: 1 });
      if (how === 'who') lines[at] = JSON.stringify({ ...line, who: 'nobody' });
      if (how === 'sequence') lines[at] = JSON.stringify({ ...line, sequence: 99 });
      if (how === 'remove') lines.splice(at, 1);
      if (how === 'repeat') lines.splice(at, 0, lines[at] ?? '');
      if (how === 'swap') lines.splice(at, 2, lines[at + 1] ?? '', lines[at] ?? '');
      if (how === 'garble') lines[at] = (lines[at] ?? '').slice(5);
      writeFileSync(path, `${lines.join('\n')}\n`);
      const { broken } = await verifyChain(folder, ['2026-10']);
      expect(broken).toMatchObject({ file: '2026-10.jsonl' });
    }),
    { numRuns: 60 },
  );
});

test('a line that a crash cut off is told, and the next follows the one before it', async () => {
  const { folder, log } = logAt('2026-10-01T00:00:00Z');
  log.record(entry('one'));
  log.record(entry('two'));
  const path = join(folder, '2026-10.jsonl');
  appendFileSync(path, '{"sequence":3,"at":"2026');
  const again = new AuditLog(folder, () => new Date('2026-10-01T01:00:00Z'));
  again.record(entry('three'));
  const lines = await again.find({ limit: 10 });
  expect(lines.map(({ what, sequence }) => [what, sequence])).toEqual([
    ['three', 3],
    ['two', 2],
    ['one', 1],
  ]);
  expect(await verifyChain(folder, ['2026-10'])).toMatchObject({
    lines: 3,
    torn: 1,
    broken: null,
  });
});

test('no text of a reader’s can forge a line or fill the disk', async () => {
  const { log } = logAt('2026-10-01T00:00:00Z');
  log.record(entry('a\n{"sequence":9}\u001b[2J\u202e', 'x\ny'));
  log.record(entry('z'.repeat(100_000)));
  const [long, forged] = await log.find({ limit: 10 });
  expect(forged).toMatchObject({ who: 'x y', what: 'a {"sequence":9} [2J ' });
  expect(long?.what.length).toBeLessThan(4_100);
  expect(readFileSync(join(log.folder, '2026-10.jsonl'), 'utf8').split('\n')).toHaveLength(3);
});
