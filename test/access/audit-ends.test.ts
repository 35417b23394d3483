import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chained, GENESIS } from '../../pipeline/access/audit-chain.ts';
import type { AuditLine } from '../../pipeline/access/audit-file.ts';
import { AuditLog } from '../../pipeline/access/audit.ts';
import { accessFolder } from './given-desk.ts';

const entry = (what: string) =>
  ({ event: 'export', who: 'zhang', address: '10.0.0.1', what, rows: 3 }) as const;

/** A log of a few months, some lines in each. */
function givenLog(months: number, each = 4, start = '2026-01-15T00:00:00Z') {
  let now = Date.parse(start);
  const folder = join(accessFolder(), 'audit');
  const log = new AuditLog(folder, () => new Date(now));
  for (let month = 0; month < months; month += 1) {
    for (let line = 0; line < each; line += 1) log.record(entry(`${month}.${line}`));
    now += 30.4 * 24 * 3_600_000;
  }
  const file = (month: string): string => join(folder, `${month}.jsonl`);
  const linesOf = (month: string): string[] =>
    readFileSync(file(month), 'utf8').trimEnd().split('\n');
  const keep = (month: string, lines: readonly string[]): void =>
    writeFileSync(file(month), lines.map((line) => `${line}\n`).join(''));
  return { log, folder, head: `${folder}-head`, file, linesOf, keep };
}

test('lines that are gone at the end are missed, and still are after the next', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 3 }), async (kept) => {
      const { log, linesOf, keep } = givenLog(2);
      const [month = ''] = log.months().slice(-1);
      keep(month, linesOf(month).slice(0, kept));
      const { broken } = await log.verify();
      expect(broken).toMatchObject({ why: 'newest' });
      log.record(entry('later'));
      expect((await log.verify()).broken).toMatchObject({ why: 'missing' });
    }),
    { numRuns: 8 },
  );
});

test('whole months that are gone at the end are missed', async () => {
  const { log, file } = givenLog(3);
  rmSync(file('2026-03'));
  expect((await log.verify()).broken).toEqual({ file: '2026-02.jsonl', row: 4, why: 'newest' });
  for (const month of log.months()) rmSync(file(month));
  expect((await log.verify()).broken).toMatchObject({ why: 'newest' });
});

test('lines that are gone at the beginning are missed, one as well as months', async () => {
  const { log, file, linesOf, keep } = givenLog(3);
  keep('2026-01', linesOf('2026-01').slice(1));
  expect((await log.verify()).broken).toEqual({ file: '2026-01.jsonl', row: 1, why: 'oldest' });
  rmSync(file('2026-01'));
  expect((await log.verify()).broken).toEqual({ file: '2026-02.jsonl', row: 1, why: 'oldest' });
});

test('what retention removes is told by a line: how many, up to which, its hash', async () => {
  const { log, linesOf, file } = givenLog(10);
  const last = JSON.parse(linesOf('2026-07').at(-1) ?? '') as AuditLine;
  expect(log.retain(3)).toEqual([
    '2026-01',
    '2026-02',
    '2026-03',
    '2026-04',
    '2026-05',
    '2026-06',
    '2026-07',
  ]);
  const [cut] = await log.find({ event: 'log_cut', limit: 5 });
  expect(cut).toMatchObject({ who: 'system', rows: 28 });
  expect(JSON.parse(cut?.what ?? '')).toEqual({
    lines: 28,
    from: '2026-01',
    to: '2026-07',
    through: 28,
    hash: last.hash,
  });
  expect(await log.verify()).toMatchObject({ broken: null, removed: 28, lines: 13 });
  log.record(entry('later'));
  expect(log.retain(3)).toEqual([]);
  expect((await log.verify()).broken).toBeNull();
  // A month more than the line accounts for.
  rmSync(file('2026-08'));
  expect((await log.verify()).broken).toMatchObject({ why: 'oldest' });
});

test('where all months are old, what is left accounts for them', async () => {
  const { folder } = givenLog(2);
  const later = new AuditLog(folder, () => new Date('2031-01-01T00:00:00Z'));
  expect(later.retain(36)).toEqual(['2026-01', '2026-02']);
  expect(await later.verify()).toMatchObject({ lines: 1, removed: 8, broken: null });
});

test('a log written anew, head and all, is found by whoever noted a line of it', async () => {
  const { log, head, keep, linesOf } = givenLog(1, 6);
  const { last: noted } = await log.verify();
  let before = GENESIS;
  const forged = linesOf('2026-01').map((written) => {
    const { sequence, at, event, who, address, what } = JSON.parse(written) as AuditLine;
    const line = chained({ sequence, at, event, who, address, what, rows: 0 }, before);
    before = line.hash;
    return JSON.stringify(line);
  });
  keep('2026-01', forged);
  writeFileSync(head, `6:${before}\n`);
  expect((await log.verify()).broken).toBeNull();
  expect((await log.verify(noted ? [noted] : [])).broken).toEqual({
    file: '2026-01.jsonl',
    row: 6,
    why: 'rewritten',
  });
  keep('2026-01', forged.slice(0, 2));
  writeFileSync(head, `2:${(JSON.parse(forged[1] ?? '') as AuditLine).hash}\n`);
  expect((await log.verify()).broken).toBeNull();
  expect((await log.verify(noted ? [noted] : [])).broken).toMatchObject({ why: 'newest' });
});

test('a head behind the log, as a crash leaves it, is no fault; one that is gone is told', async () => {
  const { log, head, folder } = givenLog(1);
  const older = readFileSync(head, 'utf8');
  log.record(entry('one more'));
  writeFileSync(head, older);
  expect(await log.verify()).toMatchObject({ broken: null, has_head: true, lines: 5 });
  log.record(entry('and one'));
  expect(await log.verify()).toMatchObject({ broken: null, lines: 6 });
  for (const gone of ['', 'garbled']) {
    if (gone === '') rmSync(head);
    else writeFileSync(head, gone);
    expect(await log.verify()).toMatchObject({ broken: null, has_head: false });
    new AuditLog(folder, () => new Date('2026-02-20T00:00:00Z')).record(entry('after'));
    expect(await log.verify()).toMatchObject({ broken: null, has_head: true });
  }
  expect(await log.verify()).toMatchObject({ headless: 2 });
  expect(await log.find({ event: 'log_anchored', limit: 9 })).toHaveLength(2);
});

test('a log whose beginning an older version removed accounts for it once it has a head', async () => {
  const { log, file, head } = givenLog(3);
  rmSync(file('2026-01'));
  rmSync(head);
  expect((await log.verify()).broken).toMatchObject({ why: 'oldest' });
  log.record(entry('by the new version'));
  expect(await log.verify()).toMatchObject({ broken: null, removed: 4 });
  expect(await log.find({ event: 'log_anchored', limit: 9 })).toHaveLength(1);
});
