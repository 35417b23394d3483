import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { arrowBench } from './arrow.bench.ts';
import { buildBench } from './build.bench.ts';
import { campaignBench } from './campaign.bench.ts';
import { consoleBench } from './console.bench.ts';
import { growthBench } from './growth.bench.ts';
import { intakeBench } from './intake.bench.ts';
import type { Bench, Figure } from './measure.ts';
import { planBench } from './plan.bench.ts';
import { publishBench } from './publish.bench.ts';
import { benchmarksPage, figureLines } from './report.ts';
import { serverBench } from './server.bench.ts';

// npm run bench [-- NAME…] [--json FILE] [--write-docs] [--rounds N] [--minutes N]
const benches: readonly Bench[] = [
  arrowBench,
  buildBench,
  campaignBench,
  consoleBench,
  growthBench,
  intakeBench,
  planBench,
  publishBench,
  serverBench,
];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    'write-docs': { type: 'boolean' },
    rounds: { type: 'string' },
    minutes: { type: 'string' },
  },
});
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `no bench named ${unknown.join(', ')}; there are ${benches.map(({ name }) => name).join(', ')}\n`,
  );
  process.exit(64);
}

const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) {
  process.stderr.write(`--rounds: ${values.rounds} is no number of rounds\n`);
  process.exit(64);
}

const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
if (minutes !== undefined && !(minutes > 0)) {
  process.stderr.write(`--minutes: ${values.minutes} is no number of minutes\n`);
  process.exit(64);
}

const measured: { bench: Bench; figures: readonly Figure[]; load: number }[] = [];
for (const bench of benches) {
  if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
  process.stdout.write(`${bench.name}\n`);
  const figures = await bench.run(rounds, minutes);
  process.stdout.write(figureLines(figures));
  measured.push({ bench, figures, load: loadavg()[2] ?? NaN });
}

if (values.json !== undefined) {
  const all = measured.flatMap(({ figures }) => figures);
  const ratios = Object.fromEntries(all.map(({ key, ratio }) => [key, Number(ratio.toFixed(4))]));
  writeFileSync(values.json, `${JSON.stringify({ ...ratios, figures: all }, undefined, 2)}\n`);
}
if (values['write-docs']) {
  mkdirSync('docs', { recursive: true });
  const day = new Date().toISOString().slice(0, 10);
  const path = 'docs/benchmarks.md';
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const page = benchmarksPage(before, measured, day);
  const style = await resolveConfig(path);
  writeFileSync(path, await format(page, { ...style, parser: 'markdown' }));
}
