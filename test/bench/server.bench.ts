import { setTimeout as wait } from 'node:timers/promises';
import { askConsole, headersOf, heavy, usual } from './analyst.ts';
import { Faults } from './faults.ts';
import { summarise, type Bench } from './measure.ts';
import { MemoryCourse } from './memory-course.ts';
import { visits } from './page-visits.ts';
import { Answers, Person } from './person.ts';
import { openHandles, residentMegabytes } from './process-state.ts';
import { serveSample } from './served-sample.ts';
import { unitCodes } from './unit-codes.ts';

const PEOPLE = 50;
const CONSOLES = 5;
const MINUTES = 10;
/** Seconds between two clicks of one person. */
const THINKING = { least: 2, most: 8 };

const between = (least: number, most: number): number => least + Math.random() * (most - least);
const pick = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)] as T;

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;

/** All that happened. */
class Record {
  readonly times: number[] = [];
  readonly wrong = new Map<string, number>();
  statements = 0;

  note(what: string): void {
    this.wrong.set(what, (this.wrong.get(what) ?? 0) + 1);
  }
}

async function click(
  url: string,
  units: readonly string[],
  until: number,
  record: Record,
  answers: Answers,
) {
  const person = new Person(url, answers);
  while (Date.now() < until) {
    await wait(between(THINKING.least, THINKING.most) * 1000);
    const visit = pick(visits)(pick(units), pick(['2026-08', '2026-09', '2026-10']));
    try {
      for (const { status, milliseconds } of await person.visit(visit)) {
        record.times.push(milliseconds);
        if (status !== 200 && status !== 304) record.note(`page query ${status}`);
      }
    } catch (error) {
      record.note(`page query ${String(error)}`);
    }
  }
  person.leave();
}

/** Outcomes that the faults, or the limits, bring about by design. */
const EXPECTED: ReadonlySet<string | undefined> = new Set([
  undefined,
  'cut off',
  'sql_crashed',
  'sql_timeout',
  'sql_memory',
]);

async function analyse(url: string, reader: string, until: number, record: Record): Promise<void> {
  while (Date.now() < until) {
    await wait(between(1, 4) * 1000);
    const { error } = await askConsole(url, reader, pick([...usual, ...usual, ...heavy]));
    record.statements++;
    if (!EXPECTED.has(error)) record.note(`console ${error}`);
    const sql = 'select unit from facts.hazard where sev';
    const complete = await fetch(`${url}/api/sql/complete`, {
      method: 'POST',
      headers: headersOf(reader),
      body: JSON.stringify({ sql, position: sql.length }),
    });
    const said = await complete.text();
    if (!complete.ok) {
      const { error: failure } = JSON.parse(said) as { error: { code: string } };
      if (!EXPECTED.has(failure.code)) record.note(`completion ${failure.code}`);
    }
  }
}

/** People and consoles on the server at once, with all that goes wrong in between. */
export const serverBench: Bench = {
  name: 'server',
  about: `${PEOPLE} people clicking through the pages of the sample district every ${THINKING.least} to ${THINKING.most} s, as the pages ask, and ${CONSOLES} consoles (a third of their statements heavy), for ${MINUTES} minutes or \`--minutes N\`; meanwhile slow readers, broken-off requests, bodies too large, malformed requests, snapshots published and workers killed. Memory and handles are the server's, at the end less after the first fifth; in the second half, the last minute's median less that of the minute after the middle.`,
  async run(_rounds, minutes = MINUTES) {
    const served = await serveSample({ seconds: 10 });
    const course = new MemoryCourse(served.pid);
    try {
      const { url, pid } = served;
      const units = await unitCodes(url);
      const [record, answers] = [new Record(), new Answers()];
      const started = Date.now();
      const until = started + minutes * 60_000;
      const faults = new Faults(served, (what) => record.note(what));
      const people = Array.from({ length: PEOPLE }, () =>
        click(url, units, until, record, answers),
      );
      const consoles = Array.from({ length: CONSOLES }, (_, at) =>
        analyse(url, `analyst-${at}`, until, record),
      );
      const trouble = faults.until(until);
      await wait((until - started) / 5);
      const early = { memory: residentMegabytes(pid), handles: openHandles(pid) };
      await Promise.all([...people, ...consoles, trouble]);
      await wait(5000);
      const late = { memory: residentMegabytes(pid), handles: openHandles(pid) };
      for (const [what, count] of record.wrong) process.stdout.write(`  ${count} × ${what}\n`);
      for (const path of answers.differing) process.stdout.write(`  differs: ${path}\n`);
      const medians = course.medians;
      process.stdout.write(
        `  ${record.times.length} page queries, ${record.statements} statements; ${faults.summary()}\n` +
          `  memory ${early.memory.toFixed(0)} → ${late.memory.toFixed(0)} MB, handles ${early.handles} → ${late.handles}\n` +
          `  memory by minute, medians: ${medians.map((median) => median.toFixed(0)).join(', ')} MB\n`,
      );
      const sorted = record.times.sort((a, b) => a - b);
      const timing = summarise(sorted);
      const mistakes = [...record.wrong.values()].reduce((sum, count) => sum + count, 0);
      const figure = (key: string, label: string, ratio: number, unit: string, aim: number) => ({
        ...{ key, label, ratio, unit, aim },
        ...{ own: timing, baseline: timing },
      });
      return [
        figure('server_p95', 'p95 of page queries', percentile(sorted, 0.95), 'ms', 200),
        figure('server_errors', 'answers that should not have been', mistakes, 'answers', 0),
        figure(
          'server_differing',
          'answers that differ under one name',
          answers.differing.size,
          'answers',
          0,
        ),
        figure('server_memory', 'memory grown', late.memory - early.memory, 'MB', 60),
        figure(
          'server_memory_late',
          'memory grown in the second half, medians of a minute',
          (medians.at(-1) ?? NaN) - (medians[Math.floor(medians.length / 2)] ?? NaN),
          'MB',
          30,
        ),
        figure('server_handles', 'handles more', late.handles - early.handles, 'handles', 10),
      ];
    } finally {
      course.stop();
      await served.stop();
    }
  },
};
