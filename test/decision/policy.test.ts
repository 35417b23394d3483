import { expect, test } from 'vitest';
import type { Failure } from '../../pipeline/contracts/index.ts';
import { loadPolicies } from '../../pipeline/decision/index.ts';
import { readPolicyFiles } from '../../pipeline/warehouse/index.ts';
import { failureOf } from './failure-of.ts';

const [original] = readPolicyFiles();
const content = original?.text ?? '';

/** The policy with the first place that holds a text changed. */
function edited(from: string | RegExp, to: string): string {
  const result = content.replace(from, to);
  if (result === content) throw new Error(`the policy has no ${String(from)}`);
  return result;
}

/** The line, from 1, of the first place that holds a text. */
const lineOf = (text: string, part: string): number =>
  text.slice(0, text.indexOf(part)).split('\n').length;

/** Why policies with these texts are refused. */
const refusalOf = (...files: string[]): Failure =>
  failureOf(() => loadPolicies(files.map((text, index) => ({ file: `${index + 1}.yaml`, text }))));

test('the policy of the repository loads, and its weights sum to 100', () => {
  const tables = loadPolicies([{ file: 'policy.yaml', text: content }]);
  const indicators = tables.find(({ table }) => table === 'indicator');
  const weight = indicators?.columns.findIndex(({ name }) => name === 'weight') ?? -1;
  const sum = indicators?.rows.reduce((total, row) => total + Number(row[weight]), 0);
  expect(sum).toBeCloseTo(100, 9);
  expect(indicators?.rows).toHaveLength(14);
  for (const { columns, rows } of tables)
    for (const row of rows) expect(row).toHaveLength(columns.length);
});

test.for<[string, string | RegExp, string, string, RegExp]>([
  ['a negative weight', 'weight: 12 #', 'weight: -12 #', 'weight: -12', /weight: -12 is below/],
  ['weights that miss 100', 'weight: 12 #', 'weight: 13 #', '  - indicator: exp', /sum to 101/],
  ['an unknown indicator', 'indicator: return_late', 'indicator: lateness', 'lateness', /lateness/],
  [
    'an indicator twice',
    'indicator: return_late',
    'indicator: return_missing',
    'indicator: return_missing\n    group: responsibility\n    weight: 4',
    /named twice/,
  ],
  [
    'an indicator in another group',
    'group: drill\n    weight: 7',
    'group: hazard\n    weight: 7',
    'group: hazard\n    weight: 7',
    /belongs to drill/,
  ],
  ['a cap of zero', 'cap: 3000', 'cap: 0', 'cap: 0', /above 0/],
  ['a text for a number', 'cap: 3000', 'cap: many', 'cap: many', /expected a number/],
  ['an unknown key', 'months_to_leave:', 'months_to_go:', 'months_to_go', /unknown key/],
  [
    'tiers out of order',
    'tier: red, minimum_score: 30',
    'tier: red, minimum_score: 10',
    'tier: orange, min',
    /lower minimum_score/,
  ],
  [
    'a leave above its enter',
    'enter: 7, leave: 5',
    'enter: 7, leave: 9',
    'enter: 7, leave: 9',
    /leave must not be above/,
  ],
  [
    'an unknown kind',
    'kinds: [kindergarten]',
    'kinds: [kindergarden]',
    'kindergarden',
    /kindergarden/,
  ],
  [
    'a month that is none',
    'holiday_months: [2,',
    'holiday_months: [13,',
    'holiday_months',
    /above the most/,
  ],
  [
    'an unknown placeholder',
    '{months} 个月各条隐患累计超期 {value}',
    '{months} 个月各条隐患累计超期 {days}',
    '累计超期 {days}',
    /placeholder \{days\}/,
  ],
  [
    'a date that is none',
    'effective_from: 2023-09-01',
    'effective_from: 2023-09-31',
    'effective_from',
    /no date/,
  ],
  [
    'a dataset without a month',
    'dataset: hazard_return',
    'dataset: unit',
    'dataset: unit',
    /no dataset with a month/,
  ],
  [
    'stated rates above the accepted share',
    'rate: 0.004 # ours\n      months: 24 # ours\n      least: 4',
    'rate: 0.04 # ours\n      months: 24 # ours\n      least: 4',
    'accepted_share: 0.05',
    /sum to 0\.0840, above the accepted share/,
  ],
  ['an unknown signal', 'signal: zero_run', 'signal: silence', 'signal: silence', /silence/],
  [
    'a placeholder that another signal has',
    '最近连续 {trials} 份',
    '最近连续 {estimate} 份',
    '最近连续 {estimate}',
    /placeholder \{estimate\}/,
  ],
  ['broken YAML', 'groups:', 'groups: [', 'groups: [', /not valid YAML/],
])('%s is refused at its line', ([, from, to, blamed, why]) => {
  const text = edited(from, to);
  const failure = refusalOf(text);
  expect(failure.code).toBe('policy_invalid');
  expect(failure.text.en).toMatch(why);
  expect(failure.text.zh).not.toBe('');
  expect(failure.options.hint?.zh).toBeTruthy();
  expect(failure.options.where?.file).toBe('1.yaml');
  const row = failure.options.where?.row ?? 0;
  // YAML's own errors are found where the parser gave up, not where the slip is.
  if (!String(why).includes('YAML')) expect(row).toBe(lineOf(text, blamed));
});

test('a missing key is blamed on the mapping that should hold it', () => {
  const failure = refusalOf(edited(/^silence_share.*\n/m, ''));
  expect(failure.text.en).toMatch(/silence_share: expected a number/);
});

test('each month uses the version in force; the earliest covers all months before it', () => {
  const later = content
    .replace('version: 2023-09', 'version: 2025-01')
    .replace('effective_from: 2023-09-01', 'effective_from: 2025-01-01');
  const versions = loadPolicies([
    { file: 'b.yaml', text: later },
    { file: 'a.yaml', text: content },
  ]).find(({ table }) => table === 'version');
  expect(versions?.rows.map((row) => [row[0], row[2], row[3]])).toEqual([
    ['2023-09', '1900-01-01', '2025-01-01'],
    ['2025-01', '2025-01-01', '2299-12-31'],
  ]);
});

test('two files of one version or date clash; no file at all is a failure of its own', () => {
  const failure = refusalOf(content, content);
  expect(failure.options.where?.file).toBe('2.yaml');
  expect(failure.text.en).toContain('1.yaml');
  expect(refusalOf().code).toBe('policy_missing');
});

test('a version that names the one it succeeds does not take over from another', () => {
  const version = (name: string, from: string, more = '') => ({
    file: `${name}.yaml`,
    text: content
      .replace(/^version: .*$/m, `version: ${name}`)
      .replace(/^effective_from: .*$/m, `effective_from: ${from}\n${more}`),
  });
  const inTurn = (...files: { file: string; text: string }[]) => {
    const table = loadPolicies(files).find(({ table }) => table === 'version');
    const column = (of: string) => table?.columns.findIndex(({ name }) => name === of) ?? -1;
    const names = ['policy_version', 'applies_from', 'applies_to'].map(column);
    return table?.rows.map((row) => names.map((name) => row[name]).join(' '));
  };
  const first = version('first', '2023-09-01');
  const next = version('next', '2027-01-01', 'succeeds: first');
  expect(inTurn(first, next)).toEqual([
    'first 1900-01-01 2027-01-01',
    'next 2027-01-01 2299-12-31',
  ]);
  for (const begins of ['2026-12-01', '2027-01-01'])
    expect(inTurn(first, next, version('own', begins))).toEqual([
      `first 1900-01-01 ${begins}`,
      `own ${begins} 2299-12-31`,
    ]);
  expect(inTurn(first, next, version('own', '2027-02-01'))).toHaveLength(3);
});
