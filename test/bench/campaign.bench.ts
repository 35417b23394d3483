import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { campaignQueries } from '../../pipeline/server/queries/campaigns/index.ts';
import { openEngine } from '../../pipeline/warehouse/index.ts';
import { calendarBench } from './campaign-district.ts';
import { summarise, timed, type Bench, type Figure, type Timing } from './measure.ts';

const SMALL = 320;
const LARGE = 30_000;
const ROUNDS = 3;

/** What a reader asks of one campaign, one unit, one obligation. */
const asked: Readonly<Record<string, string>> = {
  campaign: 'three_year_action-2024',
  by: 'office',
  day: '2026-10-31',
  unit: 'U12',
  obligation: 'three_year_action-2024/137',
  due: '2025-05-28',
};

/** Slowest view of the pages of campaigns, each asked for as a page asks. */
async function views(connection: DuckDBConnection): Promise<{ name: string; timing: Timing }[]> {
  const timings: { name: string; timing: Timing }[] = [];
  for (const { name, sql, parameters = {} } of campaignQueries) {
    if (name.startsWith('safety_month')) continue;
    const ofAll = name === 'campaign_late' || name === 'campaign_late_unit';
    const values = Object.fromEntries(
      Object.entries(parameters).map(([key, { required }]) => [
        key,
        required || key === 'day' || (key === 'campaign' && !ofAll) ? (asked[key] ?? null) : null,
      ]),
    );
    const types = Object.fromEntries(Object.keys(values).map((key) => [key, VARCHAR]));
    const times: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const time = await timed(() => connection.runAndReadAll(sql, values, types));
      if (round > 0) times.push(time);
    }
    timings.push({ name, timing: summarise(times) });
  }
  return timings;
}

/** The obligation calendar of a small and of a large district, and the views over the large one. */
export const campaignBench: Bench = {
  name: 'campaign',
  about: `The obligation calendar of ${LARGE} units over 36 months and all campaigns (the 172 items among them), built set-wise, against ${SMALL} units; growth is time per unit. Then each view of the pages of campaigns over the large district.`,
  async run() {
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
      for (let round = 0; round < ROUNDS; round++) {
        times[0].push(await timed(benches[0].build));
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
      const measured = (await views(connections[1])).map(({ name, timing }): Figure => ({
        key: `campaign_view_${name}`,
        label: `view ${name}, ${LARGE} units`,
        ratio: timing.median,
        unit: 'ms',
        aim: 300,
        own: timing,
        baseline,
      }));
      for (const connection of connections) connection.closeSync();
      small.closeSync();
      large.closeSync();
      return [growth, ...measured];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
