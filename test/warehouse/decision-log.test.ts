import { expect, test } from 'vitest';
import { Failure } from '../../pipeline/contracts/index.ts';
import { decisionModels } from './decision-models.ts';
import {
  ask,
  buildFixture,
  modelsFixture,
  receive,
  returnRow,
  temporaryFolder,
  unitRow,
} from './fixture.ts';

const file = (name: string, receivedAt: string, ...returns: [month: string, found: number][]) => ({
  name,
  receivedAt,
  rows: {
    ...(name === 'first' ? { unit: [unitRow('A')] } : {}),
    hazard_return: returns.map(([month, found]) => returnRow('A', month, found)),
  },
});

test('a published decision is never rewritten; the month still running stays open', async () => {
  const dir = temporaryFolder();
  const models = modelsFixture(['staging', 'facts'], decisionModels);
  const scores = async (now: string) => {
    const { snapshot } = await buildFixture(dir, { models, now: new Date(now) });
    const decided = await ask(
      snapshot.path,
      `select left(month::varchar, 7) as month, d.score, r.value
       from marts.decision d join marts.decision_reason r using (unit_code, month) order by all`,
    );
    const first = await ask(
      snapshot.path,
      'select distinct snapshot_id from marts.decision where month = (select min(month) from marts.decision)',
    );
    return {
      id: snapshot.snapshot_id,
      decided: decided.map((row) => [row['month'], row['score'], row['value']]),
      decidedIn: first.map((row) => row['snapshot_id']),
    };
  };

  await receive(dir, file('first', '2025-04-28', ['2025-04', 1], ['2025-05', 1]));
  const may = await scores('2025-05-20T12:00:00+08:00');
  expect(may.decided).toEqual([
    ['2025-04', 1, 1],
    ['2025-05', 1, 1],
  ]);

  await receive(dir, file('corrected', '2025-05-25', ['2025-04', 7], ['2025-05', 7]));
  const june = await scores('2025-06-02T12:00:00+08:00');
  expect(june.decided).toEqual([
    ['2025-04', 1, 1],
    ['2025-05', 7, 7],
  ]);
  expect(june.decidedIn).toEqual([may.id]);

  await receive(dir, file('again', '2025-06-05', ['2025-05', 9], ['2025-06', 9]));
  const july = await scores('2025-07-02T12:00:00+08:00');
  expect(july.decided).toEqual([
    ['2025-04', 1, 1],
    ['2025-05', 7, 7],
    ['2025-06', 9, 9],
  ]);
});

test('marts that lack what the log keeps are refused before anything is published', async () => {
  const dir = temporaryFolder();
  await receive(dir, file('first', '2025-04-28', ['2025-04', 1]));
  const models = modelsFixture(['staging', 'facts'], {
    'marts/decision.sql': '-- One row per unit.\nselect unit_code from facts.unit',
    'marts/decision.yaml': 'grain: { zh: 测试, en: Test }',
  });
  const error: unknown = await buildFixture(dir, { models }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Failure);
  expect(error).toMatchObject({ code: 'decision_columns_missing' });
  expect((error as Failure).text.en).toContain('decision.regime_since');
});
