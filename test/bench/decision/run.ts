import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dateOf, dayOf, type VisitTable } from '../../../pipeline/decision/history/index.ts';
import { readEvent } from './event.ts';
import { figuresOf, type Figures } from './figures.ts';
import { predictSpans, type Span } from './predictions.ts';
import { readRecords } from './records.ts';
import { figureTable, verdict } from './report.ts';
import { haveRecords, recordSets } from './sets.ts';

// npm run bench:decision [-- SET…] [--json FILE]
// npm run bench:decision -- --records FILE --mapping FILE.yaml [--event 'points>=N'] [--from D] [--to D]
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    records: { type: 'string' },
    mapping: { type: 'string' },
    event: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
  },
});

const HALF_YEAR = 182;

const wrongUse = (message: string): never => {
  process.stderr.write(`${message}\n`);
  process.exit(64);
};

const all: Record<string, Figures> = {};
if (values.records !== undefined || values.mapping !== undefined) {
  if (values.records === undefined || values.mapping === undefined)
    wrongUse('--records and --mapping go together');
  else all['records'] = await ownRecords(values.records, values.mapping);
} else {
  const unknown = positionals.filter((name) => !recordSets.some((set) => set.name === name));
  if (unknown.length > 0)
    wrongUse(
      `no set named ${unknown.join(', ')}; there are ${recordSets.map(({ name }) => name).join(', ')}`,
    );
  if (!haveRecords)
    process.stdout.write('../shared/data is not here: no real records to judge the model on\n');
  else
    for (const { name, about, aims, run } of recordSets) {
      if (positionals.length > 0 && !positionals.includes(name)) continue;
      const figures = await run();
      process.stdout.write(
        `${figureTable(`${name}\n  ${about}`, figures, aims)}${verdict(figures)}\n`,
      );
      all[name] = figures;
    }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(all, undefined, 2)}\n`);

/** Any history of visits: half-years from `--from` to `--to`, each predicted from what lies before it. */
async function ownRecords(file: string, mapping: string): Promise<Figures> {
  const event = values.event === undefined ? undefined : readEvent(values.event);
  const { table, rows, quarantined } = await readRecords(file, mapping, event);
  const spans = spansOf(table);
  const figures = figuresOf(predictSpans(table, spans));
  const about = `${file}: ${rows} rows, ${quarantined} not accepted, ${table.visits} visits to ${table.unit.levels.length} units; ${spans.map(({ from, to }) => `${from} to ${to}`).join(', ')}`;
  process.stdout.write(`${figureTable(about, figures)}${verdict(figures)}`);
  return figures;
}

/** Default: the last year of the records. */
function spansOf(table: VisitTable): Span[] {
  const last = (table.day.at(-1) ?? 0) + 1;
  const to = values.to === undefined ? last : dayOf(values.to);
  const from = values.from === undefined ? to - 2 * HALF_YEAR : dayOf(values.from);
  if (!(from < to)) wrongUse('--from must lie before --to; both are dates such as 2016-07-01');
  const parts = Math.max(1, Math.round((to - from) / HALF_YEAR));
  const cut = (part: number): string => dateOf(Math.round(from + ((to - from) * part) / parts));
  return Array.from({ length: parts }, (_, part) => ({ from: cut(part), to: cut(part + 1) }));
}
