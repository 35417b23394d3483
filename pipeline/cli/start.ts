import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulate } from '../../data/simulator/simulate.ts';
import { makeFolder } from '../contracts/index.ts';
import { currentSnapshot, openWarehouse, programOf } from '../warehouse/index.ts';
import { buildWarehouse, publishedLine } from './build.ts';
import { projectRoot, withWarehouse, type RegisterCommand } from './command.ts';
import { buildDashboard, isDashboardBuilt } from './serving/dashboard-build.ts';
import { takeIn } from './ingest.ts';
import { cliLocale } from './locale.ts';
import { requirePort, serveUntilStopped, withEntrance, type ServeOptions } from './serve.ts';

/** The sample district: as many units of all kinds, and months, as a real one might have. */
const SAMPLE = { units: 320, months: 36, seed: '1' };
const sampleFolder = `${projectRoot}data/sample`;

/** Lies in a warehouse that the sample district was put into, so that an interrupted start is resumed. */
const SAMPLE_MARK = 'sample-district';

function say(zh: string, en: string): void {
  process.stdout.write(`${cliLocale() === 'zh' ? zh : en}\n`);
}

/** Writes the files of the sample district, unless they are there; never half of them. */
async function makeSample(): Promise<void> {
  if (existsSync(sampleFolder)) return;
  say('正在生成示例区县的报表……', 'Making the files of the sample district …');
  const unfinished = `${sampleFolder}-${process.pid}`;
  await simulate({ ...SAMPLE, directory: unfinished });
  // What really happened is for tests, which make their own.
  rmSync(`${unfinished}.truth.json`, { force: true });
  renameSync(`${unfinished}.capacity.yaml`, `${sampleFolder}.capacity.yaml`);
  renameSync(unfinished, sampleFolder);
}

/** Whether files were taken in that are not the sample's: then the sample must not be mixed in. */
async function holdsOwnFiles(warehouse: string): Promise<boolean> {
  if (existsSync(join(warehouse, SAMPLE_MARK))) return false;
  const opened = await openWarehouse(warehouse);
  try {
    const found = await opened.connection.runAndReadAll('select count(*) from intake.file');
    return Number(found.value(0, 0)) > 0;
  } finally {
    await opened.close();
  }
}

async function takeInSample(warehouse: string): Promise<void> {
  await makeSample();
  makeFolder(warehouse);
  writeFileSync(join(warehouse, SAMPLE_MARK), '');
  const capacity = `${sampleFolder}.capacity.yaml`;
  if (existsSync(capacity)) copyFileSync(capacity, join(warehouse, 'capacity.yaml'));
  say('正在读入报表……', 'Taking the files in …');
  const steps = await takeIn([sampleFolder], { warehouse }, () => undefined);
  // Later files of the sample mend some of them: fewer are still to be corrected, as the data page says.
  const waiting = steps.reduce((sum, { outcome }) => sum + outcome.rows_quarantined, 0);
  say(
    `已读入 ${steps.length} 份文件，${waiting} 行收到时未入库`,
    `${steps.length} files taken in, ${waiting} rows held back on receipt`,
  );
}

/** Brings the published snapshot up to date: with the first data, and with a program or rules that were changed. */
async function prepareData(warehouse: string): Promise<void> {
  const snapshot = currentSnapshot(warehouse);
  if (snapshot?.program === programOf()) return;
  if (!snapshot && !(await holdsOwnFiles(warehouse))) await takeInSample(warehouse);
  say('正在计算并公布……', 'Working out tiers and reasons …');
  process.stdout.write(publishedLine(await buildWarehouse({ warehouse, json: true })));
}

/**
 * `xiaoan start`: from a fresh clone to a dashboard. Does only what has not been done yet, so that a
 * second start takes a moment; a warehouse with files of its own is never mixed with the sample.
 */
export const register: RegisterCommand = (program) => {
  withEntrance(withWarehouse(program.command('start')))
    .description('serve the dashboard; where there are no data yet, with a sample district')
    .addHelpText('after', '\nExample:\n  $ npm start -- --port 8080')
    .action(async (options: ServeOptions) => {
      await requirePort(options);
      if (!isDashboardBuilt()) {
        say('正在构建页面……', 'Building the dashboard …');
        await buildDashboard();
      }
      await prepareData(options.warehouse);
      await serveUntilStopped(options);
    });
};
