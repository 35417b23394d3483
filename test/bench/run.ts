import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { arrowBench } from './arrow.bench.ts';
import { buildBench } from './build.bench.ts';
import { growthBench } from './growth.bench.ts';
import { intakeBench } from './intake.bench.ts';
import type { Bench, Figure } from './measure.ts';
import { planBench } from './plan.bench.ts';
import { benchmarksPage, figureLines } from './report.ts';

// npm run bench [-- NAME…] [--json FILE] [--write-docs]
const benches: readonly Bench[] = [arrowBench, buildBench, growthBench, intakeBench, planBench];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, 'write-docs': { type: 'boolean' } },
});
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `no bench named ${unknown.join(', ')}; there are ${benches.map(({ name }) => name).join(', ')}\n`,
  );
  process.exit(64);
}

if (values['write-docs'] && positionals.length > 0) {
  process.stderr.write('--write-docs writes the whole page: run all benches\n');
  process.exit(64);
}

const measured: { bench: Bench; figures: readonly Figure[] }[] = [];
for (const bench of benches) {
  if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
  process.stdout.write(`${bench.name}\n`);
  const figures = await bench.run();
  process.stdout.write(figureLines(figures));
  measured.push({ bench, figures });
}

if (values.json !== undefined) {
  const all = measured.flatMap(({ figures }) => figures);
  const ratios = Object.fromEntries(all.map(({ key, ratio }) => [key, Number(ratio.toFixed(4))]));
  writeFileSync(values.json, `${JSON.stringify({ ...ratios, figures: all }, undefined, 2)}\n`);
}
if (values['write-docs']) {
  mkdirSync('docs', { recursive: true });
  const day = new Date().toISOString().slice(0, 10);
  const page = benchmarksPage(measured, day);
  const style = await resolveConfig('docs/benchmarks.md');
  writeFileSync('docs/benchmarks.md', await format(page, { ...style, parser: 'markdown' }));
}
