import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { ledgerRows, writeLedger, writeRegister } from './ledger-file.ts';
import { summarise, type Bench, type Figure, type Timing } from './measure.ts';

const ROWS = 1_000_000;
const WORKBOOKS = 500;
const ROWS_A_WORKBOOK = 60;
const ROUNDS = 3;

/** What a process of its own says of one load; see take-in.ts. */
interface Load {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly rows: number;
}

/** What was written before is on the disk when a load begins: it must not pay for it. */
function load(way: string, ...args: string[]): Load {
  if (process.platform !== 'win32') execFileSync('sync');
  const script = new URL('take-in.ts', import.meta.url).pathname;
  const output = execFileSync(process.execPath, ['--import', 'tsx', script, way, ...args], {
    encoding: 'utf8',
  });
  return JSON.parse(output) as Load;
}

interface Compared {
  readonly own: Timing;
  readonly baseline: Timing;
  readonly ratio: number;
  /** The most memory that any of our loads had at its peak. */
  readonly megabytes: number;
}

/**
 * Times our load of a path and a baseline in turns, each in a process of its own.
 * @param registered a warehouse that has the register of units; each load has a copy of its own
 */
function compare(
  folder: string,
  registered: string,
  path: string,
  baseline: () => Load,
  rounds: number,
): Compared {
  const own: Load[] = [];
  const plain: Load[] = [];
  for (let round = 0; round < rounds; round++) {
    plain.push(baseline());
    const warehouse = mkdtempSync(join(folder, 'warehouse-'));
    cpSync(registered, warehouse, { recursive: true });
    own.push(load('xiaoan', warehouse, path));
    // Where many files were just deleted, some filesystems are slow to make new ones: those stay.
    if (statSync(path).isFile()) rmSync(warehouse, { recursive: true });
  }
  const timing = (loads: readonly Load[]) => summarise(loads.map((each) => each.milliseconds));
  const [ownTiming, baselineTiming] = [timing(own), timing(plain)];
  return {
    own: ownTiming,
    baseline: baselineTiming,
    ratio: ownTiming.median / baselineTiming.median,
    megabytes: Math.max(...own.map((each) => each.megabytes)),
  };
}

function writeWorkbooks(folder: string): void {
  mkdirSync(folder);
  const all = ledgerRows(WORKBOOKS * ROWS_A_WORKBOOK);
  for (let number = 0; number < WORKBOOKS; number++) {
    const book = utils.book_new();
    const rows = all.slice(number * ROWS_A_WORKBOOK, (number + 1) * ROWS_A_WORKBOOK);
    utils.book_append_sheet(book, utils.aoa_to_sheet([all.header, ...rows]), '隐患台账');
    const bytes = write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
    writeFileSync(join(folder, `台账-${number}.xlsx`), bytes);
  }
}

/** How fast and in how much memory files come in, checked and kept. */
export const intakeBench: Bench = {
  name: 'intake',
  about:
    'Ingest of files into a warehouse that has the register of 5,000 units and nothing else: read, found, typed, checked, quarantined, kept. A ledger of a million rows in UTF-8, and one in GB18030 with a title, dates in four styles, units in cells and one row in fifty wrong, against plain DuckDB doing `read_csv` of the clean one as text into a table on disk; 500 workbooks of 60 rows, against the bare parser reading them. Each load runs in a process of its own; memory is the peak of the resident set.',
  async run(rounds = ROUNDS) {
    const folder = mkdtempSync(join(tmpdir(), 'xiaoan-bench-'));
    try {
      const registered = join(folder, 'registered');
      load('xiaoan', registered, writeRegister(folder));
      const clean = join(folder, 'clean.csv');
      const dirty = join(folder, 'dirty.csv');
      const workbooks = join(folder, 'workbooks');
      await writeLedger(clean, ROWS, false);
      await writeLedger(dirty, ROWS, true);
      writeWorkbooks(workbooks);
      const plain = () => {
        const database = join(folder, 'plain.duckdb');
        const loaded = load('plain', database, clean);
        rmSync(database);
        return loaded;
      };
      const bare = () => load('bare', workbooks);
      const [cleanly, dirtily, small] = [
        compare(folder, registered, clean, plain, rounds),
        compare(folder, registered, dirty, plain, rounds),
        compare(folder, registered, workbooks, bare, rounds),
      ];
      const figure = (key: string, label: string, aim: number, found: Compared): Figure => ({
        key,
        label,
        aim,
        ...found,
      });
      return [
        figure('csv_clean_1m_ratio', 'clean UTF-8 ledger of 1,000,000 rows', 2.5, cleanly),
        figure('csv_dirty_1m_ratio', 'dirty GB18030 ledger of 1,000,000 rows', 8, dirtily),
        figure('xlsx_500_ratio', '500 small workbooks, against the bare parser', 1.3, small),
        {
          key: 'peak_rss_mb',
          label: 'peak memory, a million rows',
          ratio: Math.max(cleanly.megabytes, dirtily.megabytes),
          unit: 'MB',
          aim: 1500,
          own: cleanly.own,
          baseline: cleanly.baseline,
        },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
