import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../pipeline/contracts/index.ts';
import { loadPolicies, newVersion } from '../../pipeline/decision/index.ts';
import { readPolicyFiles } from '../../pipeline/warehouse/index.ts';
import { failureOf } from './failure-of.ts';

const files = readPolicyFiles();

test.for<[string, Partial<Parameters<typeof newVersion>[2]>, string, string]>([
  ['a month that is decided', { from: '2025-10' }, 'policy_too_early', 'from'],
  ['a version that is there', { version: '2023-09' }, 'version_invalid', 'version'],
  ['a path for a version', { version: '../../etc/passwd' }, 'version_invalid', 'version'],
  ['a device for a version', { version: 'con' }, 'version_invalid', 'version'],
  ['no note', { note: ' ' }, 'version_invalid', 'note'],
  ['nobody', { by: '' }, 'version_invalid', 'by'],
  ['a note beyond measure', { note: 'x'.repeat(501) }, 'version_invalid', 'note'],
])('a version with %s is refused', ([, more, code, column]) => {
  const said = { version: '2026-01', title: '新', from: '2026-01', by: '甲', note: '因为', at: '' };
  const failure = failureOf(() =>
    newVersion(
      files,
      { base: '2023-09', changes: { 'tiers.margin': 3 } },
      { ...said, ...more },
      '2025-10',
    ),
  );
  expect(failure).toMatchObject({ code, options: { where: { column } } });
});

test('words of a version come back as they were said, whatever signs they hold', () => {
  const words = fc.sample(
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .filter((text) => text.trim() !== ''),
    { numRuns: 60, seed: 5 },
  );
  for (const note of [
    ...words,
    "'); drop table x; --",
    '{ zh: 1 }',
    '- a: |\n  b',
    '# no remark',
  ]) {
    let made;
    try {
      made = newVersion(
        files,
        { base: '2023-09', changes: { 'tiers.margin': 3 } },
        { version: '2026-01', title: '新', from: '2026-01', by: '甲', note, at: '2025-12-01' },
        '2025-10',
      );
    } catch (error) {
      expect(error).toBeInstanceOf(Failure);
      continue;
    }
    const version = loadPolicies([...files, made]).find(({ table }) => table === 'version');
    const place = version?.columns.findIndex(({ name }) => name === 'note') ?? -1;
    const kept = note
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
      .trim();
    expect(version?.rows.find(([id]) => id === '2026-01')?.[place]).toBe(kept);
  }
});
