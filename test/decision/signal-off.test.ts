import { expect, test } from 'vitest';
import { draftFields, loadPolicies } from '../../pipeline/decision/index.ts';
import { signalLabels } from '../../pipeline/decision/signals.ts';
import { versionsWithoutSignals } from '../../pipeline/decision/signals-off.ts';
import { readPolicyFiles } from '../../pipeline/warehouse/index.ts';
import { blameless, finding, inspection } from '../models/received.ts';
import { World } from '../models/world.ts';

const shipped = readPolicyFiles();

/** The policy as if written before signals were learnt. */
const without = (...signals: readonly string[]) =>
  shipped.map(({ file, text }) => ({
    file,
    text: signals.reduce((older, signal) => {
      const rest = older.replace(new RegExp(`^ {4}- signal: ${signal}\\n(?: {6}.*\\n)+`, 'm'), '');
      if (rest === older) throw new Error(`no ${signal} in ${file}`);
      return rest;
    }, text),
  }));

test('a policy that lacks a signal stays valid, and says in both languages which is off', () => {
  const tables = loadPolicies(without('digit_heaping'));
  const rowsOf = (name: string) => tables.find(({ table }) => table === name)?.rows ?? [];
  expect(rowsOf('signal')).toHaveLength(11 * shipped.length);
  expect(rowsOf('signal').flat()).not.toContain('digit_heaping');
  expect(rowsOf('signal_off')).toContainEqual([
    ...['2023-09', 'digit_heaping', 1, '数字都是整数', 'Round figures only'],
  ]);
  expect(rowsOf('signal_off')).toHaveLength(shipped.length);
});

test('the shipped versions leave none off, and call each as the program does', () => {
  const tables = loadPolicies(shipped);
  expect(tables.find(({ table }) => table === 'signal_off')?.rows).toEqual([]);
  const signals = tables.find(({ table }) => table === 'signal')?.rows ?? [];
  expect(
    signals
      .filter(([version]) => version === '2027-01')
      .map(([, name, , zh, en]) => [name, { zh, en }]),
  ).toEqual(Object.entries(signalLabels));
});

test('only versions in force or to come are told of', () => {
  const told = (day: string) =>
    versionsWithoutSignals([...without('zero_run').slice(0, 1), ...shipped.slice(1)], day);
  expect(told('2025-01-01')).toEqual([
    { version: '2023-09', signals: [{ zh: '连续零报告', en: 'Run of zero returns' }] },
  ]);
  expect(told('2030-01-01')).toEqual([]);
});

test('fields of a draft name the signal, so that versions with other signals compare', () => {
  const [newest] = shipped.slice(-1);
  const [older] = without('zero_run').slice(-1);
  const rates = (text = '') =>
    draftFields(text).filter(({ field }) => field === 'signals.list.extension_serial.rate');
  expect(rates(newest?.text)).toHaveLength(1);
  expect(rates(older?.text)).toEqual(rates(newest?.text));
});

test('a signal that is off shows at no unit, the others and the decisions are what they were', async () => {
  const rows = ['A', 'B', 'C'].flatMap((code) => [
    ...blameless(code, '2024-01', '2025-12'),
    inspection(code, `V${code}`, '2025-05'),
    ...(code === 'A' ? '12345678' : '12345')
      .split('')
      .map((number) => finding(code, `V${code}`, number, '2025-05')),
  ]);
  const found = async (...off: readonly string[]) => {
    const world = await World.of(rows, { policy: loadPolicies(without(...off)) });
    await world.test();
    const decided =
      'select unit_code, month, score, tier, regime from scores.decision order by all';
    return {
      signals: await world.ask('select * from signals.test order by all'),
      decisions: await world.ask(decided),
    };
  };
  const all = await found();
  expect(all.decisions.length).toBeGreaterThan(0);
  const named = (off: readonly string[]) =>
    all.signals.filter(({ signal }) => !off.includes(String(signal)));
  // The rate of reports is shared: no signal may take it from another.
  for (const off of [['report_shortfall'], ['finding_unreported'], ['zero_run', 'count_steady']]) {
    const fewer = await found(...off);
    expect(named(off).length, String(off)).toBeLessThan(all.signals.length);
    expect(fewer.signals, String(off)).toEqual(named(off));
    expect(fewer.decisions).toEqual(all.decisions);
  }
});
