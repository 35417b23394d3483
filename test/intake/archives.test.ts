import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unpackArchive } from '../../pipeline/intake/archive.ts';
import { ingestPaths, ingestUpload, type IngestStep } from '../../pipeline/intake/index.ts';
import { listZip, unzip } from '../../pipeline/intake/read/zip.ts';
import { sourcesOf } from '../../pipeline/intake/arrived.ts';
import { byLibrary } from '../fixtures/formats/writers.ts';
import { zipFile, zipOf, type EntryPlan } from '../fixtures/zip.ts';
import { gbk } from './gbk.ts';
import { Intake, openWithUnits } from './intake.ts';

const monthly = (month: string, unit = '1001') =>
  `报送月份,单位代码,排查隐患数\n${month},${unit},3\n`;

async function listOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function ingest(intake: Intake, ...paths: string[]): Promise<IngestStep[]> {
  const { receivedFolder } = intake.options;
  return listOf(ingestPaths(intake.connection, paths, { receivedFolder }));
}

const ledger = (intake: Intake) =>
  intake.rows(
    "select file_name, archive, file_kind, status, error_code from intake.file where file_name <> '单位名册.csv' order by file_name",
  );

test('each file of an archive is a file of its own, under its own fingerprint', async () => {
  const intake = await openWithUnits();
  const archive = zipOf([
    ['2025年6月/青禾小学.csv', monthly('2025-06')],
    ['台账.xlsx', byLibrary('xlsx')],
    ['子/旧.zip', zipOf([['五月.csv', monthly('2025-05')]])],
    ['子/~$台账.xlsx', 'x'],
    ['__MACOSX/._台账.xlsx', 'x'],
    ['照片.jpg', Buffer.from('ffd8ffe000104a464946', 'hex')],
  ]);
  const inbox = intake.inbox({ '报表.zip': archive });
  const steps = await ingest(intake, inbox);
  expect(steps.map(({ done, total }) => [done, total]).at(-1)).toEqual([4, 4]);
  expect(await ledger(intake)).toEqual(
    [
      ['2025年6月/青禾小学.csv', '报表.zip', 'csv', 'loaded', null],
      ['五月.csv', '报表.zip/子/旧.zip', 'csv', 'loaded', null],
      ['台账.xlsx', '报表.zip', 'xlsx', 'loaded', null],
      ['照片.jpg', '报表.zip', null, 'rejected', 'not_a_table'],
    ].map(([file_name, from, file_kind, status, error_code]) => ({
      file_name,
      archive: from,
      file_kind,
      status,
      error_code,
    })),
  );
  for (const { outcome } of steps) {
    expect(existsSync(join(intake.options.receivedFolder, outcome.file_id))).toBe(true);
  }
  const before = await intake.rows("from intake.file where status <> 'rejected' order by file_id");
  const again = await ingest(intake, inbox);
  expect(again.filter(({ outcome }) => outcome.alreadyKnown)).toHaveLength(3);
  expect(await intake.rows("from intake.file where status <> 'rejected' order by file_id")).toEqual(
    before,
  );
  expect(await intake.value('select count(*)::int from intake.hazard')).toBe(3);
});

test.each([
  ['GBK, as Windows packs', gbk('青禾小学2025年6月月报.csv'), 0],
  ['UTF-8 without saying so, as macOS packs', Buffer.from('青禾小学2025年6月月报.csv'), 0],
  ['UTF-8', Buffer.from('青禾小学2025年6月月报.csv'), 0x800],
])('names in %s are read, and name the unit', async (_, name, flags) => {
  const intake = await openWithUnits();
  const bytes = zipFile([{ name, flags, content: '排查次数,排查隐患数\n1,3\n' }]);
  const [step] = await listOf(
    ingestUpload(intake.connection, { name: '上传.zip', bytes }, intake.options),
  );
  expect(step?.outcome).toMatchObject({
    file_name: '青禾小学2025年6月月报.csv',
    archive: '上传.zip',
    status: 'loaded',
  });
  expect(await intake.value('select unit_code from intake.hazard_return')).toBe('1001');
});

test('paths in an archive lead nowhere but into it', () => {
  const names = ['../../etc/x.csv', '/abs.csv', 'C:\\win\\y.csv', 'a/./b\u0007.csv'];
  const bytes = zipOf(names.map((name) => [name, 'x']));
  expect(Array.from(unpackArchive({ name: 'z.zip', bytes }), ({ name }) => name)).toEqual([
    'a/b.csv',
    'abs.csv',
    'etc/x.csv',
    'win/y.csv',
  ]);
});

const nested = (depth: number): Buffer =>
  zipOf([
    ['x.csv', monthly('2025-06')],
    ...(depth > 1 ? [['内.zip', nested(depth - 1)] as const] : []),
  ]);
const many = (count: number): EntryPlan[] =>
  Array.from({ length: count }, (_, index) => ({ name: `${index}.csv`, content: 'a' }));
const zeros = Buffer.alloc(30_000_000);

test.each([
  ['a bomb that swells', zipOf([['x.csv', zeros]]), 'archive_too_large'],
  [
    'a bomb that says it is huge',
    zipFile([{ name: 'x', content: 'a', size: 4_000_000_000 }]),
    'archive_too_large',
  ],
  ['too many files', zipFile(many(10_001)), 'archive_too_many_files'],
  ['a locked archive', zipFile([{ name: 'x.csv', content: 'a', flags: 1 }]), 'file_encrypted'],
  ['an empty archive', zipOf([]), 'archive_empty'],
  ['an archive of nothing but noise', zipOf([['.DS_Store', 'x']]), 'archive_empty'],
  [
    'an archive cut off',
    zipOf([['x.csv', monthly('2025-06')]]).subarray(0, -30),
    'archive_damaged',
  ],
])('%s is refused as a whole, with a row in the ledger', async (_, bytes, code) => {
  const intake = await openWithUnits();
  const [step, ...others] = await ingest(intake, intake.inbox({ '包.zip': bytes }));
  expect(others).toEqual([]);
  expect(step?.outcome).toMatchObject({
    file_name: '包.zip',
    status: 'rejected',
    error_code: code,
  });
  expect(step?.outcome.failure?.options.hint?.zh).toBeTruthy();
  expect(existsSync(join(intake.options.receivedFolder, step?.outcome.file_id ?? ''))).toBe(true);
});

test('an archive in an archive in … is opened three deep; the fourth is named', async () => {
  const intake = await openWithUnits();
  await ingest(intake, intake.inbox({ '外.zip': nested(4) }));
  expect(await ledger(intake)).toMatchObject([
    { file_name: 'x.csv', status: 'loaded' },
    { file_name: '内.zip', archive: '外.zip/内.zip/内.zip', error_code: 'archive_too_deep' },
  ]);
});

test('a damaged file in an archive is named, and the others are loaded', async () => {
  const intake = await openWithUnits();
  const bytes = zipFile([
    { name: '一.csv', content: monthly('2025-05') },
    { name: '二.csv', content: monthly('2025-06'), crc: 1 },
    { name: '三.csv', content: monthly('2025-07'), size: 5 },
    { name: '四.csv', content: monthly('2025-08') },
  ]);
  await ingest(intake, intake.inbox({ '包.zip': bytes }));
  const rows = await ledger(intake);
  expect(rows.map(({ file_name, error_code }) => [file_name, error_code])).toEqual([
    ['一.csv', null],
    ['三.csv', 'archive_entry_damaged'],
    ['二.csv', 'archive_entry_damaged'],
    ['四.csv', null],
  ]);
});

test('limits hold for all archives within one another together', () => {
  const limits = { files: 5, bytes: 1_000, ratio: 100, anyhow: 1_000, depth: 3 };
  const inner = zipOf(many(3).map(({ name, content }) => [String(name), content]));
  const bytes = zipOf([
    ['a.zip', inner],
    ['b.zip', inner],
  ]);
  const files = [...unpackArchive({ name: '包.zip', bytes }, limits)];
  expect(files.map(({ name, failure }) => [name, failure?.code])).toEqual([
    ['0.csv', undefined],
    ['1.csv', undefined],
    ['2.csv', undefined],
    ['b.zip', 'archive_too_many_files'],
  ]);
});

test('a file too large to be held is refused under its own fingerprint, and the next is read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-large-'));
  writeFileSync(join(folder, 'a.csv'), 'x'.repeat(100));
  writeFileSync(join(folder, 'b.csv'), 'y');
  const arrivals = ['a.csv', 'b.csv'].map((name) => ({ path: join(folder, name) }));
  const sources = await listOf(sourcesOf(arrivals, undefined, 50));
  expect(sources.map(({ source }) => source)).toMatchObject([
    { name: 'a.csv', failure: { code: 'file_too_large' }, unread: { size: 100 } },
    { name: 'b.csv', bytes: Buffer.from('y') },
  ]);
});

test('a file that lies in an archive unpacked does not drag the archive along to another thread', () => {
  const archive = zipFile([
    { name: '一.csv', content: 'a', stored: true },
    { name: '二.csv', content: 'b'.repeat(100_000), stored: true },
  ]);
  const [first] = listZip(archive);
  if (!first) throw new Error('nothing is listed');
  const content = unzip(archive, first);
  expect(Buffer.from(content).toString()).toBe('a');
  expect(content.buffer.byteLength).toBe(1);
});
