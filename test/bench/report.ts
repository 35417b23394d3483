import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { version as duckdbVersion } from '@duckdb/node-api';
import type { Bench, Figure, Timing } from './measure.ts';

const milliseconds = (timing: Timing | undefined): string =>
  timing
    ? `${timing.median.toFixed(0)} ms (${timing.fastest.toFixed(0)}–${timing.slowest.toFixed(0)})`
    : '';

const within = ({ interval }: Pick<Figure, 'interval'>): string =>
  interval ? ` [${interval[0].toFixed(2)}, ${interval[1].toFixed(2)}]` : '';

const written = (amount: number, unit: string | undefined): string =>
  unit ? `${amount.toFixed(0)} ${unit}` : `${amount.toFixed(2)} ×`;

/** The figures of a bench as lines for a terminal. */
export function figureLines(figures: readonly Figure[]): string {
  return figures
    .map((figure) => {
      const { label, ratio, unit, aim, higher, own, baseline } = figure;
      const met = aim !== undefined && (higher ? ratio >= aim : ratio <= aim);
      const wanted =
        aim === undefined ? '' : `  aim ${higher ? '≥' : '≤'} ${aim} ${met ? '✓' : '✗'}`;
      const times = own ? `${milliseconds(own)} / ${milliseconds(baseline)}` : '';
      return `  ${written(ratio, unit).padStart(9)}${within(figure)}  ${label}\n            ${times}${wanted}\n`;
    })
    .join('');
}

const HEAD = `# Benchmarks

Written by \`npm run bench -- --write-docs\`; do not edit. Every ratio is against a baseline measured in
the same run, own and baseline in turns, so that it carries over to other machines better than times do.
`;

/**
 * docs/benchmarks.md with the sections of some benches anew, the others as they are.
 * @param page as it is; empty where there is none
 * @param load how many processes wanted the machine's processors on average while it was measured
 */
export function benchmarksPage(
  page: string,
  measured: readonly { bench: Bench; figures: readonly Figure[]; load: number }[],
  day: string,
): string {
  const [, ...old] = page.split(/^## /m);
  const sections = new Map(
    old.map((text) => [text.split('\n', 1)[0] ?? '', `## ${text.trim()}\n`]),
  );
  for (const { bench, figures, load } of measured) {
    sections.set(bench.name, section(bench, figures, `${day}, ${machine(load)}`));
  }
  const inOrder = [...sections.keys()].sort();
  return [HEAD, ...inOrder.map((name) => sections.get(name))].join('\n');
}

const section = (bench: Bench, figures: readonly Figure[], where: string): string =>
  `## ${bench.name}

${bench.about}

| measured | ratio | aim | own, median (range) | baseline, median (range) |
|---|--:|--:|--:|--:|
${figures
  .map(
    ({ label, ratio, unit, aim, higher, own, baseline, interval }) =>
      `| ${label} | **${unit ? written(ratio, unit) : ratio.toFixed(2)}**${interval ? within({ interval }) : ''} | ${aim === undefined ? '' : `${higher ? '≥' : '≤'} ${aim}`} | ${milliseconds(own)} | ${milliseconds(baseline)} |`,
  )
  .join('\n')}

Measured on ${where}.
`;

/** What it was measured on: a ratio on a machine that is busy with other things says less. */
function machine(load: number): string {
  const processor = cpus()[0]?.model ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  const threads = availableParallelism();
  return `${processor}, ${threads} threads (load average ${load.toFixed(1)}), ${memory} GB; Node ${process.version}, DuckDB ${duckdbVersion()}, ${packageVersion()}`;
}

function packageVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  return `${name} ${version}`;
}
