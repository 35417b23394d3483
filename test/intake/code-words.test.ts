import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  ingestFile,
  ingestPaths,
  loadHeldAgain,
  mapCode,
  mapFile,
  mapUnit,
  unmappedValues,
  type IngestStep,
} from '../../pipeline/intake/index.ts';
import { Intake, openWithUnits, REGISTER } from './intake.ts';

const HEADER =
  '报送月份,单位代码,单位名称,隐患编号,发现日期,隐患描述,领域,隐患等级,整改期限,整改情况';

const hazard = (code: string, name: string, number: string, severity: string, status = '整改中') =>
  `2025-06,${code},${name},${number},2025-06-03,描述${number},消防,${severity},2025-07-30,${status}`;

const ledger = (...rows: string[]) => [HEADER, ...rows].join('\n');

async function again(intake: Intake): Promise<IngestStep[]> {
  const steps: IngestStep[] = [];
  for await (const step of loadHeldAgain(intake.connection, intake.options)) steps.push(step);
  return steps;
}

const held = (intake: Intake) =>
  intake.rows(
    'select file_name, row_number, value from intake.quarantine join intake.file using (file_id) order by all',
  );

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (failure: { code?: string }) => failure.code ?? String(failure),
  );

test('a word mapped loads again just the files held back for it, and shrinks the quarantine by those rows', async () => {
  const intake = await openWithUnits();
  await intake.give(
    '一.csv',
    ledger(hazard('1001', '青禾小学', 'A1', '一般３级'), hazard('1001', '青禾小学', 'A2', '重大')),
  );
  await intake.give('二.csv', ledger(hazard('1003', '石桥中学', 'B1', '黄')));
  await intake.give('三.csv', ledger(hazard('1003', '石桥中学', 'C1', '一般')));
  expect(await held(intake)).toHaveLength(2);
  const decided = await mapCode(intake.connection, {
    list: 'severity',
    word: '一般 3级',
    code: 'general',
    by: '李老师',
  });
  expect(decided).toEqual({ replaced: null, changed: true });
  const steps = await again(intake);
  expect(steps).toMatchObject([
    { path: '一.csv', retried: true, outcome: { status: 'loaded', rows_accepted: 2 } },
  ]);
  expect(await held(intake)).toEqual([{ file_name: '二.csv', row_number: 2, value: '黄' }]);
  expect(await again(intake)).toEqual([]);
  expect(
    await intake.rows(`select severity from intake.hazard where hazard_number = 'A1'`),
  ).toEqual([{ severity: 'general' }]);
  expect(await intake.rows('select list, code, decided_by from intake.code_word')).toEqual([
    { list: 'severity', code: 'general', decided_by: '李老师' },
  ]);
  const later = await intake.give('四.csv', ledger(hazard('1001', '青禾小学', 'D1', '一般3级')));
  expect(later).toMatchObject({ status: 'loaded', rows_accepted: 1 });
});

test('a large plain file knows the words of the bureau too', async () => {
  const intake = await openWithUnits();
  await mapCode(intake.connection, { list: 'severity', word: '3级', code: 'general' });
  const rows = Array.from({ length: 90_000 }, (_, index) =>
    hazard('1001', '青禾小学', `N${index}`, index % 2 === 0 ? '3级' : '一般'),
  );
  expect(await intake.give('大.csv', ledger(...rows))).toMatchObject({
    rows_accepted: 90_000,
    rows_quarantined: 0,
  });
  expect(await intake.rows('select distinct severity from intake.hazard')).toEqual([
    { severity: 'general' },
  ]);
});

test('a word that means something else is refused until it is replaced; files read by it are loaded again', async () => {
  const intake = await openWithUnits();
  const { connection } = intake;
  await intake.give('一.csv', ledger(hazard('1001', '青禾小学', 'A1', '一般', '限期整改')));
  await intake.give('二.csv', ledger(hazard('1003', '石桥中学', 'B1', '一般', '待验收')));
  const decision = { list: 'hazard_status', word: '限期整改', code: 'found' };
  expect(await codeOf(mapCode(connection, decision))).toBe('word_taken');
  expect(await codeOf(mapCode(connection, { ...decision, code: 'gone' }))).toBe('code_unknown');
  expect(await codeOf(mapCode(connection, { ...decision, list: 'state' }))).toBe(
    'code_list_unknown',
  );
  expect(await codeOf(mapCode(connection, { ...decision, word: ' ' }))).toBe('word_empty');
  expect(await codeOf(mapCode(connection, { ...decision, word: '已销号', replace: true }))).toBe(
    'word_is_ours',
  );
  expect(await again(intake)).toEqual([]);
  expect(await mapCode(connection, { ...decision, replace: true })).toEqual({
    replaced: 'rectifying',
    changed: true,
  });
  expect((await again(intake)).map(({ path }) => path)).toEqual(['一.csv']);
  expect(await intake.rows('select hazard_number, status from intake.hazard order by all')).toEqual(
    [
      { hazard_number: 'A1', status: 'found' },
      { hazard_number: 'B1', status: 'reported' },
    ],
  );
  expect(await mapCode(connection, decision)).toEqual({ replaced: null, changed: false });
});

test('units are found by other names, former names and former codes; never by likeness', async () => {
  const intake = await openWithUnits();
  const { connection } = intake;
  const names = [hazard('', '青禾小', 'A1', '一般'), hazard('', '青禾村小学', 'A2', '一般')];
  await intake.give('别名.csv', ledger(...names));
  await intake.give('旧码.csv', ledger(hazard('10O1', '青禾小学', 'A3', '一般')));
  expect(await held(intake)).toHaveLength(3);
  expect(
    (await unmappedValues(connection)).map(({ value, proposals }) => [value, proposals[0]?.code]),
  ).toEqual([
    ['10O1', '1001'],
    ['青禾小', '1001'],
    ['青禾村小学', '1001'],
  ]);
  await mapUnit(connection, { name: '青禾小', unitCode: '1001' });
  expect((await again(intake)).map(({ path }) => path)).toEqual(['别名.csv']);
  expect(await held(intake)).toHaveLength(2);
  await mapUnit(connection, { name: '青禾村小学', unitCode: '1001', kind: 'former_name' });
  await mapUnit(connection, { name: '10O1', unitCode: '1001' });
  expect((await again(intake)).map(({ path }) => path).sort()).toEqual(['别名.csv', '旧码.csv']);
  expect(await held(intake)).toEqual([]);
  expect(await unmappedValues(connection)).toEqual([]);
  expect(await intake.rows('select distinct unit_code from intake.hazard')).toEqual([
    { unit_code: '1001' },
  ]);
});

test('an alias that would mean two units is refused', async () => {
  const intake = await openWithUnits();
  const { connection } = intake;
  const refused = async (name: string, unitCode: string) =>
    codeOf(mapUnit(connection, { name, unitCode }));
  expect(await refused('石桥中学', '1001')).toBe('alias_taken');
  expect(await refused('１００３', '1001')).toBe('alias_taken');
  expect(await refused('青禾小', '9999')).toBe('unit_unknown');
  expect(await refused('青禾小', '1001')).toBe('none');
  expect(await refused('青禾 小', '1003')).toBe('alias_taken');
  expect(await mapUnit(connection, { name: '青禾小', unitCode: '1003', replace: true })).toEqual({
    replaced: '1001',
    changed: true,
  });
  expect(await intake.rows('select alias, unit_code from intake.unit_alias')).toEqual([
    { alias: '青禾小', unit_code: '1003' },
  ]);
  expect(await mapUnit(connection, { name: '石桥中学', unitCode: '1003' })).toMatchObject({
    changed: false,
  });
});

test('a short alias names a unit in a cell, not within another name in a title', async () => {
  const intake = await openWithUnits();
  await mapUnit(intake.connection, { name: '一小', unitCode: '1001' });
  const rows = '报送月份,排查次数,排查隐患数\n2025-06,4,0';
  const titled = await intake.give('新城一小月报.csv', rows);
  expect(titled).toMatchObject({ status: 'rejected', error_code: 'unit_not_named' });
  await mapUnit(intake.connection, { name: '新城一小', unitCode: '1003' });
  expect(await again(intake)).toMatchObject([{ outcome: { status: 'loaded' } }]);
  expect(await intake.rows('select unit_code from intake.hazard_return')).toEqual([
    { unit_code: '1003' },
  ]);
});

test('a word of the register mapped lets in the files that name its units', async () => {
  const intake = await Intake.open();
  const inbox = intake.inbox({
    '1名册.csv': REGISTER.replace('青禾小学,小学', '青禾小学,村完小'),
    '2台账.csv': ledger(hazard('1001', '青禾小学', 'A1', '一般')),
  });
  const steps: IngestStep[] = [];
  for await (const step of ingestPaths(intake.connection, [inbox], intake.options))
    steps.push(step);
  expect(await held(intake)).toHaveLength(2);
  await mapCode(intake.connection, { list: 'unit_kind', word: '村完小', code: 'primary' });
  expect((await again(intake)).map(({ path }) => path)).toEqual(['1名册.csv', '2台账.csv']);
  expect(await held(intake)).toEqual([]);
});

test('a file of decisions holds as a whole or not at all, and says the line of a refusal', async () => {
  const intake = await openWithUnits();
  const { connection } = intake;
  const path = join(intake.folder, '用词.yaml');
  writeFileSync(
    path,
    `codes:\n  severity:\n    general: [3级, 4级]\nunits:\n  '1001':\n    aliases: [青禾小]\n  '1003':\n    aliases: [青禾小]\n`,
  );
  await expect(mapFile(connection, path)).rejects.toMatchObject({
    code: 'alias_taken',
    options: { where: { file: '用词.yaml', row: 8 } },
  });
  expect(await intake.rows('from intake.code_word')).toEqual([]);
  writeFileSync(path, `codes:\n  severity:\n    general: 3级\n`);
  await expect(mapFile(connection, path)).rejects.toMatchObject({ code: 'mapping_invalid' });
  writeFileSync(path, `codes:\n  severity:\n    general: [3级, 一般隐患]\n`);
  expect(await mapFile(connection, path)).toEqual({ changed: 1, unchanged: 1 });
});

test('the files of words that come with us fit our code lists', async () => {
  const folder = join(import.meta.dirname, '../../data/code-words');
  for (const name of readdirSync(folder)) {
    const { connection } = await openWithUnits();
    const { changed } = await mapFile(connection, join(folder, name));
    expect([name, changed > 0]).toEqual([name, true]);
  }
});

test('proposals rank what is most alike, and say nothing where nothing is', async () => {
  const intake = await openWithUnits();
  await intake.give(
    '台账.csv',
    ledger(
      hazard('1001', '青禾小学', 'A1', '一般3级'),
      hazard('1001', '青禾小学', 'A2', '卍'),
      hazard('', '云山幼儿园', 'A3', '一般'),
    ),
  );
  const values = await unmappedValues(intake.connection);
  expect(values).toMatchObject([
    { kind: 'code', list: 'severity', value: '一般3级', rows: 1, files: 1 },
    { kind: 'code', value: '卍', proposals: [] },
    { kind: 'unit', list: null, value: '云山幼儿园' },
  ]);
  expect(values[0]?.proposals.map(({ code }) => code)).toEqual(['general']);
  expect(values[2]?.proposals[0]).toMatchObject({ code: '1002', label: { zh: '云杉幼儿园' } });
  const file = await ingestFile(intake.connection, {
    ...intake.options,
    path: '再.csv',
    bytes: Buffer.from(ledger(hazard('', '云山幼儿园', 'A4', '一般'))),
  });
  expect(file).toMatchObject({ rows_accepted: 0 });
});
