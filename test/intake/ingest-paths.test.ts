import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ingestPaths, type IngestStep } from '../../pipeline/intake/index.ts';
import { Intake, REGISTER } from './intake.ts';

const monthly = (month: string, unit = '1001'): string =>
  `报送月份,单位代码,排查隐患数\n${month},${unit},3\n`;

async function ingest(intake: Intake, ...paths: string[]): Promise<IngestStep[]> {
  const steps: IngestStep[] = [];
  const { receivedFolder } = intake.options;
  for await (const step of ingestPaths(intake.connection, paths, { receivedFolder }))
    steps.push(step);
  return steps;
}

test('a folder is walked by name, and its register of receipts says when and from whom', async () => {
  const intake = await Intake.open();
  const inbox = intake.inbox({
    '_received.csv':
      '文件名,收到时间,报送单位\nb.csv,2025-05-28 09:30,青禾小学\n名册.csv,2025-01-02 08:00,\n子/c.csv,2025-04-28 10:00,石桥中学\n',
    'a.csv': monthly('2025-06'),
    'b.csv': monthly('2025-05'),
    '名册.csv': REGISTER,
    '~$a.xlsx': 'Office 的锁文件',
    '.DS_Store': 'x',
  });
  mkdirSync(join(inbox, '子'));
  writeFileSync(join(inbox, '子', 'c.csv'), monthly('2025-04'));
  const steps = await ingest(intake, inbox);
  expect(
    steps.map(({ outcome, done, total }) => [outcome.file_name, outcome.status, done, total]),
  ).toEqual([
    ['名册.csv', 'loaded', 1, 4],
    ['c.csv', 'loaded', 2, 4],
    ['b.csv', 'loaded', 3, 4],
    ['a.csv', 'loaded', 4, 4],
  ]);
  expect(steps[2]?.outcome).toMatchObject({
    sender: '青禾小学',
    received_at: '2025-05-28 09:30:00',
  });
  expect(
    await intake.value(
      "select received_at::varchar from intake.hazard_return where report_month = '2025-04-01'",
    ),
  ).toBe('2025-04-28 10:00:00');
});

test('files that came before the register are loaded again once it is there, in this run or a later one', async () => {
  const intake = await Intake.open();
  const returns = intake.inbox({
    'a.csv': `${monthly('2025-06')}2025-06,9999,1\n`,
    '青禾小学2025年5月月报.csv': '排查次数,排查隐患数\n1,3\n',
  });
  expect((await ingest(intake, returns)).map(({ outcome }) => outcome.status)).toEqual([
    'partly',
    'partly',
  ]);
  const steps = await ingest(intake, intake.inbox({ '名册.csv': REGISTER }));
  expect(
    steps.map(({ outcome, retried }) => [
      outcome.file_name,
      retried,
      outcome.rows_accepted,
      outcome.rows_quarantined,
    ]),
  ).toEqual([
    ['名册.csv', false, 3, 0],
    ['a.csv', true, 1, 1],
    ['青禾小学2025年5月月报.csv', true, 1, 0],
  ]);
  expect(await intake.value('select count(*)::int from intake.file')).toBe(3);
  expect(await ingest(intake, returns)).toMatchObject([
    { outcome: { alreadyKnown: true } },
    { outcome: { alreadyKnown: true } },
  ]);
});

test('a path or a register of receipts that is wrong stops everything before it starts', async () => {
  const intake = await Intake.open();
  await expect(ingest(intake, '/nowhere/at/all')).rejects.toMatchObject({ code: 'file_missing' });
  for (const time of ['上周三', '2025-06-31 09:00', '45836']) {
    const inbox = intake.inbox({
      '_received.csv': `文件名,收到时间\na.csv,${time}\n`,
      'a.csv': monthly('2025-06'),
    });
    await expect(ingest(intake, inbox), time).rejects.toMatchObject({
      code: 'receipts_invalid',
      options: { where: { row: 2 } },
    });
  }
  expect(await intake.value('select count(*)::int from intake.file')).toBe(0);
});
