import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { campaignQueries } from '../../pipeline/server/queries/campaigns/index.ts';
import { queryNamed } from '../../pipeline/server/query-route.ts';
import { openEngine } from '../../pipeline/warehouse/index.ts';
import { calendarBench } from './campaign-district.ts';
import { summarise, timed, type Bench, type Figure, type Timing } from './measure.ts';

const SMALL = 320;
const LARGE = 30_000;
const ROUNDS = 3;
/** Rounds of the small district for one of the large, whose median they are set against. */
const SMALL_ROUNDS = 5;

/** What a reader asks of one campaign, one unit, one obligation. */
const asked: Readonly<Record<string, string>> = {
  campaign: 'three_year_action-2024',
  by: 'task',
  part: '1',
  day: '2026-10-31',
  unit: 'U12',
  obligation: 'three_year_action-2024/137',
  due: '2025-05-28',
  // All fields of all tables are only asked for where the workbook is made; see below.
  field: 'launch_events',
};

/** The ways in which a page asks: of the whole district, of an area, of a kind of unit, by each parting. */
const ways: readonly Readonly<Record<string, string>>[] = [
  {},
  { area: 'A5' },
  { kind: 'primary' },
  ...['phase', 'type', 'office', 'area', 'kind', 'body'].map((by) => ({ by })),
  { by: 'area', kind: 'primary' },
];

/** The slowest way of asking each view of the pages of campaigns. */
export async function views(
  connection: DuckDBConnection,
  rounds: number,
): Promise<{ name: string; timing: Timing }[]> {
  const timings: { name: string; timing: Timing }[] = [];
  for (const { name, sql, parameters = {} } of campaignQueries) {
    // The lists over all campaigns are the inbox.
    const ofAll = name === 'campaign_late' || name === 'campaign_late_unit';
    const timingsOfWays: Timing[] = [];
    for (const way of ways) {
      if (Object.keys(way).some((key) => !(key in parameters))) continue;
      if ('by' in way && name === 'campaign_debtor') continue;
      const values = Object.fromEntries(
        Object.entries(parameters).map(([key, { required }]) => [
          key,
          way[key] ??
            (required || key === 'day' || key === 'field' || (key === 'campaign' && !ofAll)
              ? (asked[key] ?? null)
              : null),
        ]),
      );
      const types = Object.fromEntries(Object.keys(values).map((key) => [key, VARCHAR]));
      const times: number[] = [];
      for (let round = 0; round <= rounds; round++) {
        const time = await timed(() => connection.runAndReadAll(sql, values, types));
        if (round > 0) times.push(time);
      }
      timingsOfWays.push(summarise(times));
    }
    const [slowest] = timingsOfWays.toSorted((one, other) => other.median - one.median);
    if (slowest) timings.push({ name, timing: slowest });
  }
  return timings;
}

/** All cells of the safety month's tables, of which the workbook that adds them up is made. */
async function safetyMonthCells(connection: DuckDBConnection, rounds: number): Promise<Timing> {
  const { sql } = queryNamed('safety_month_source');
  const values = { month: null, day: asked['day'] ?? null, field: null };
  const types = { month: VARCHAR, day: VARCHAR, field: VARCHAR };
  const times: number[] = [];
  for (let round = 0; round < rounds; round++)
    times.push(await timed(() => connection.runAndReadAll(sql, values, types)));
  return summarise(times);
}

/** Megabytes that the process has needed at most so far. */
const peakMegabytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

/** The obligation calendar of a small and of a large district, and the views over the large one. */
export const campaignBench: Bench = {
  name: 'campaign',
  about: `The obligation calendar of ${LARGE} units over 36 months and all campaigns (the 172 items among them), built set-wise, against ${SMALL} units; growth is time per unit, memory the peak of the process that builds both. Then each view of the pages of campaigns over the large district, asked in every way that a page asks (whole district, one area, one kind, each parting): the slowest way counts. The baseline of a view is the build of the small district.`,
  async run(rounds = ROUNDS) {
    const folder = mkdtempSync(join(tmpdir(), 'xiaoan-campaign-bench-'));
    try {
      const small = await openEngine(join(folder, 'small.duckdb'));
      const large = await openEngine(join(folder, 'large.duckdb'));
      const connections = [await small.connect(), await large.connect()] as const;
      const benches = [
        await calendarBench(connections[0], SMALL),
        await calendarBench(connections[1], LARGE),
      ] as const;
      const times: [number[], number[]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        for (let of = 0; of < SMALL_ROUNDS; of++) times[0].push(await timed(benches[0].build));
        times[1].push(await timed(benches[1].build));
      }
      const [baseline, own] = [summarise(times[0]), summarise(times[1])];
      const rows = [await benches[0].rows(), await benches[1].rows()] as const;
      const growth: Figure = {
        key: 'campaign_growth',
        label: `obligations of ${LARGE} units (${rows[1]} rows) / ${SMALL} units (${rows[0]} rows), time per unit`,
        ratio: own.median / baseline.median / (LARGE / SMALL),
        aim: 1.2,
        own,
        baseline,
      };
      const memory: Figure = {
        key: 'campaign_rss_mb',
        label: `peak memory, ${LARGE} units`,
        ratio: peakMegabytes(),
        unit: 'MB',
        aim: 6000,
        own,
        baseline,
      };
      const measured = (await views(connections[1], rounds)).map(({ name, timing }): Figure => ({
        key: `campaign_view_${name}`,
        label: `view ${name}, ${LARGE} units`,
        ratio: timing.median,
        unit: 'ms',
        aim: 300,
        own: timing,
        baseline,
      }));
      const cells = await safetyMonthCells(connections[1], rounds);
      const workbook: Figure = {
        key: 'campaign_workbook_cells',
        label: `download: every cell of the safety month, ${LARGE} units`,
        ratio: cells.median,
        unit: 'ms',
        own: cells,
        baseline,
      };
      for (const connection of connections) connection.closeSync();
      small.closeSync();
      large.closeSync();
      return [growth, memory, ...measured, workbook];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
