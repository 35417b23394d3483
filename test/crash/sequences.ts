import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { filesToCorrect, correctionOf } from '../../pipeline/intake/index.ts';
import { openWarehouse } from '../../pipeline/warehouse/index.ts';
import { mend } from '../intake/desk.ts';
import { REGISTER } from '../intake/intake.ts';
import { differencesOf, leftovers, stateOf } from './state.ts';
import { Writer, type Job } from './writer.ts';

const HEADER =
  '报送月份,单位代码,单位名称,隐患编号,发现日期,部位,隐患描述,领域,隐患等级,整改期限,整改情况';
const MENDED = {
  severity: '一般',
  deadline: '2025-08-20',
  unit_code: '1001',
  unit_name: '青禾小学',
};

const row = fc
  .record({
    month: fc.constantFrom('2025-05', '2025-06'),
    unit: fc.constantFrom('1001,青禾小学', '1003,石桥中学', ',石桥'),
    number: fc.constantFrom('A', 'B', 'C'),
    description: fc.constantFrom('灭火器过期', '通道堵塞'),
    severity: fc.constantFrom('一般', '重大', '3级'),
    deadline: fc.constantFrom('2025-06-20', '2025-08-20', '不详'),
  })
  .map(
    ({ month, unit, number, description, severity, deadline }) =>
      `${month},${unit},${number},${month}-03,走廊,${description},消防,${severity},${deadline},整改中`,
  );

const crash = fc.option(fc.integer({ min: 0, max: 99 }), { freq: 2 });

/** What happens at a bureau: the same file may come again, and the process may die in the midst of anything. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ send: fc.integer({ min: 0, max: 2 }), crash }) },
  { weight: 2, arbitrary: fc.record({ correct: fc.integer({ min: 0, max: 2 }), crash }) },
  { weight: 1, arbitrary: fc.record({ decide: fc.constant(true), crash }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const history = fc.record({
  files: fc.array(fc.array(row, { minLength: 1, maxLength: 5 }), { minLength: 3, maxLength: 3 }),
  steps: fc.array(step, { minLength: 4, maxLength: 8 }),
});

/** How often a history of each kind was tried. */
export interface Tried {
  histories: number;
  steps: number;
  crashes: number;
}

/**
 * Lives through random histories of sending, sending again, correcting, deciding and dying, and compares
 * each with the same history in which everything came once and nothing died.
 * @throws Error with the shortest history found that ends otherwise
 */
export async function tryHistories(runs: number, seed?: number): Promise<Tried> {
  const tried: Tried = { histories: 0, steps: 0, crashes: 0 };
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-history-'));
  const writers = new Writers();
  try {
    let number = 0;
    await fc.assert(
      fc.asyncProperty(history, async ({ files, steps }) => {
        const place = join(folder, String((number += 1)));
        tried.histories += 1;
        const faults = await new History(place, files, writers, tried).compare(steps);
        rmSync(place, { recursive: true, force: true });
        if (faults.length > 0) throw new Error(faults.join('\n'));
      }),
      { numRuns: runs, endOnFailure: true, ...(seed === undefined ? {} : { seed }) },
    );
  } finally {
    await writers.end();
    rmSync(folder, { recursive: true, force: true });
  }
  return tried;
}

/** A living process at any time: the next gets ready as soon as one has died. */
class Writers {
  #next = Writer.start();

  async work(job: Job): Promise<void> {
    await (await this.#next).work(job);
  }

  /** Has a process die within a job; whether it did. */
  async die(job: Job, moment: number): Promise<boolean> {
    const { phase } = await (await this.#next).die(job, 'load', moment);
    this.#next = Writer.start();
    return phase !== undefined;
  }

  async end(): Promise<void> {
    await (await this.#next).end();
  }
}

class History {
  readonly #inboxes = new Map<string, string>();

  constructor(
    private readonly folder: string,
    files: readonly (readonly string[])[],
    private readonly writers: Writers,
    private readonly tried: Tried,
  ) {
    mkdirSync(folder);
    this.#lay('单位名册.csv', REGISTER);
    files.forEach((rows, index) => this.#lay(`${index}.csv`, [HEADER, ...rows, ''].join('\n')));
  }

  async compare(steps: readonly Step[]): Promise<string[]> {
    const [calm, wild] = [join(this.folder, 'calm'), join(this.folder, 'wild')];
    const register = this.#job({ warehouse: calm }, '单位名册.csv', 0);
    await this.writers.work(register);
    await beginOn(calm, '2025-06-01');
    cpSync(calm, wild, { recursive: true });
    const done = new Set<string>();
    for (const [index, { crash: share, ...what }] of steps.entries()) {
      const job = await this.#jobOf(what, index + 1, calm);
      if (!job) continue;
      this.tried.steps += 1;
      let took = 120;
      const name = JSON.stringify(what);
      if (!done.has(name)) {
        const before = performance.now();
        await this.writers.work({ ...job, warehouse: calm });
        took = performance.now() - before;
        done.add(name);
      }
      if (
        share !== null &&
        (await this.writers.die({ ...job, warehouse: wild }, (share / 100) * took))
      )
        this.tried.crashes += 1;
      await this.writers.work({ ...job, warehouse: wild });
    }
    const [wanted, state] = [await stateOf(calm), await stateOf(wild)];
    return [
      ...differencesOf(state, wanted),
      ...leftovers(wild).map((name) => `left behind: ${name}`),
    ];
  }

  async #jobOf(
    what: Omit<Step, 'crash'>,
    day: number,
    calm: string,
  ): Promise<Omit<Job, 'warehouse'> | undefined> {
    if ('send' in what) return this.#job({}, `${String(what.send)}.csv`, day);
    if ('decide' in what) return { decision: { list: 'severity', word: '3级', code: 'general' } };
    const name = `${String((what as { correct: number }).correct)}_更正.xlsx`;
    if (!this.#inboxes.has(name)) {
      const bytes = await correctionFrom(calm, name.replace('_更正.xlsx', '.csv'));
      if (!bytes) return undefined;
      this.#lay(name, bytes);
    }
    return this.#job({}, name, day);
  }

  #job<Rest extends object>(rest: Rest, name: string, day: number) {
    const inbox = this.#inboxes.get(name);
    if (inbox === undefined) throw new RangeError(`no file ${name}`);
    return { ...rest, inbox, receivedAt: `2025-06-${String(10 + day)}T09:00` };
  }

  #lay(name: string, bytes: string | Uint8Array): void {
    const inbox = join(this.folder, `inbox-${this.#inboxes.size}`);
    mkdirSync(inbox);
    writeFileSync(join(inbox, name), bytes);
    this.#inboxes.set(name, inbox);
  }
}

/** Has a warehouse begin on a day of the past, so that what came since can have been held back. */
async function beginOn(directory: string, day: string): Promise<void> {
  const { connection, close } = await openWarehouse(directory);
  await connection.run(`update intake.file set first_loaded_at = timestamp '${day}'`);
  await close();
}

/** The correction workbook of a file as a clerk sends it back: what can be mended is; undefined where nothing can. */
async function correctionFrom(
  directory: string,
  fileName: string,
): Promise<Uint8Array | undefined> {
  const { connection, close } = await openWarehouse(directory);
  try {
    const open = await filesToCorrect(connection);
    const faults = await connection.runAndReadAll(
      `select file_id, cell, column_name from intake.quarantine
       join intake.file using (file_id) where file_name = $name and cell is not null`,
      { name: fileName },
    );
    const rows = faults.getRowsJS().map((cells) => cells.map(String));
    const [id = ''] = rows[0] ?? [];
    if (!open.includes(id)) return undefined;
    const receivedFolder = join(directory, 'received');
    const { bytes } = await correctionOf(connection, id, { receivedFolder, locale: 'zh' });
    const cells = rows.map(([, cell = '', column = '']) => [
      cell,
      MENDED[column as keyof typeof MENDED] ?? '',
    ]);
    return mend(bytes, { 数据: Object.fromEntries(cells) });
  } finally {
    await close();
  }
}
