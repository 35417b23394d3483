import { VARCHAR } from '@duckdb/node-api';
import { campaignQueries } from '../../pipeline/server/queries/campaigns/index.ts';
import type { World } from '../models/world.ts';

/** The campaign that `campaignOf` makes. */
export const CAMPAIGN = 'small-2025';

/** The answer of a named query to a page that shows this day. */
export async function asked(world: World, name: string, more: Record<string, string>) {
  const query = campaignQueries.find((each) => each.name === name);
  if (!query) throw new RangeError(name);
  const names = Object.keys(query.parameters ?? {});
  const values = Object.fromEntries(names.map((key) => [key, more[key] ?? null]));
  const types = Object.fromEntries(names.map((key) => [key, VARCHAR]));
  const found = await world.connection.runAndReadAll(query.sql, values, types);
  return found.getRowObjectsJson();
}

/** Each page of a day, of the whole district, of an area, of units. */
export const pages = (world: World, day: string, units: readonly string[] = ['A', 'B']) =>
  Promise.all(
    [
      ['campaign', {}],
      ...['phase', 'task', 'kind', 'area', 'office'].map((by) => ['campaign_part', { by }]),
      ['campaign_item', {}],
      ['campaign_day', {}],
      ['campaign_due', {}],
      ['campaign_hazard_day', {}],
      ['campaign_late', {}],
      ['campaign_late_unit', { area: '西片区' }],
      ['campaign_late_count', {}],
      ['campaign_hazard_day', { area: '东片区' }],
      ['safety_month_total', {}],
      ['safety_month_source', {}],
      ['safety_month_doubt', {}],
      ['campaign', { area: '东片区' }],
      ['campaign_part', { by: 'area', kind: 'primary' }],
      ['campaign_debtor', { by: 'task', part: '1' }],
      ...units.map((code) => ['campaign_unit', { unit: code }]),
    ].map(async ([name, more]) => [
      name,
      await asked(world, String(name), { campaign: CAMPAIGN, day, ...(more as object) }),
    ]),
  );
