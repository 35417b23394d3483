import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { version as duckdbVersion } from '@duckdb/node-api';
import type { Bench, Figure, Timing } from './measure.ts';

const milliseconds = ({ median, fastest, slowest }: Timing): string =>
  `${median.toFixed(0)} ms (${fastest.toFixed(0)}–${slowest.toFixed(0)})`;

const written = (amount: number, unit: string | undefined): string =>
  unit ? `${amount.toFixed(0)} ${unit}` : `${amount.toFixed(2)} ×`;

/** The figures of a bench as lines for a terminal. */
export function figureLines(figures: readonly Figure[]): string {
  return figures
    .map(({ label, ratio, unit, aim, higher, own, baseline }) => {
      const met = aim !== undefined && (higher ? ratio >= aim : ratio <= aim);
      const wanted =
        aim === undefined ? '' : `  aim ${higher ? '≥' : '≤'} ${aim} ${met ? '✓' : '✗'}`;
      return `  ${written(ratio, unit).padStart(9)}  ${label}\n            ${milliseconds(own)} / ${milliseconds(baseline)}${wanted}\n`;
    })
    .join('');
}

/** docs/benchmarks.md, anew. */
export function benchmarksPage(
  measured: readonly { bench: Bench; figures: readonly Figure[] }[],
  day: string,
): string {
  const processor = cpus()[0]?.model ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  const sections = measured.map(
    ({ bench, figures }) => `## ${bench.name}

${bench.about}

| measured | ratio | aim | own, median (range) | baseline, median (range) |
|---|--:|--:|--:|--:|
${figures
  .map(
    ({ label, ratio, unit, aim, higher, own, baseline }) =>
      `| ${label} | **${unit ? written(ratio, unit) : ratio.toFixed(2)}** | ${aim === undefined ? '' : `${higher ? '≥' : '≤'} ${aim}`} | ${milliseconds(own)} | ${milliseconds(baseline)} |`,
  )
  .join('\n')}
`,
  );
  return `# Benchmarks

Written by \`npm run bench -- --write-docs\`; do not edit. Every ratio is against a baseline measured in
the same run, own and baseline in turns, so that it carries over to other machines better than times do.

Measured on ${day}: ${processor}, ${availableParallelism()} threads, ${memory} GB; Node ${process.version},
DuckDB ${duckdbVersion()}, ${packageVersion()}.

${sections.join('\n')}`;
}

function packageVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  return `${name} ${version}`;
}
