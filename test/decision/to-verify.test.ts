import { DuckDBInstance } from '@duckdb/node-api';
import { expect, onTestFinished, test } from 'vitest';
import { toVerify, toVerifyLines } from '../../pipeline/decision/to-verify.ts';

async function listed() {
  const instance = await DuckDBInstance.create(':memory:');
  onTestFinished(() => instance.closeSync());
  const connection = await instance.connect();
  await connection.run('create schema marts');
  await connection.run(`create table marts.verification as
    select * from (values
      ('U1', date '2026-10-01', 2, 'zero_run', '连续零报告', 'Run of zero returns', 'zh', 'No hazard',
        '看现场', 'Walk the site', 0.001, 0.004, 5),
      ('U1', date '2026-10-01', 1, 'digit_heaping', '数字都是整数', 'Round figures only', 'zh', 'Round',
        '对照录像', 'Watch the film', 0.0001, 0.004, 9),
      ('U1', date '2026-09-01', 1, 'zero_run', '连续零报告', 'Run of zero returns', 'zh', 'Earlier',
        '看现场', 'Walk the site', 0.003, 0.004, 4)
    ) t(unit_code, month, ordinal, signal, signal_zh, signal_en, sentence_zh, sentence_en,
      verify_zh, verify_en, probability, rate, evidence_count)`);
  return connection;
}

test('the signals of a unit and month come strongest first, and say how to verify', async () => {
  const connection = await listed();
  const signals = await toVerify(connection, 'U1', '2026-10');
  expect(signals.map(({ signal }) => signal)).toEqual(['digit_heaping', 'zero_run']);
  const english = toVerifyLines(signals, 'en').join('\n');
  expect(english).toContain('no points, no effect on the regime');
  expect(english).toContain('[Round figures only] Round');
  expect(english).toContain('shows at about 0.4% of honest units');
  expect(english).toContain('→ Walk the site');
  expect(english).not.toContain('Earlier');
  expect(toVerifyLines(signals, 'zh').join('\n')).toContain('不计分');
});

test('where nothing is to be verified nothing is said', async () => {
  const signals = await toVerify(await listed(), 'U2', '2026-10');
  expect(toVerifyLines(signals, 'zh')).toEqual([]);
});
