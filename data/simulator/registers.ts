import gcoord from 'gcoord';
import type { Delivery } from './delivery.ts';
import type { Random } from './random.ts';
import type { Row } from './row.ts';
import type { Unit } from './units.ts';

/** The register of units on three sheets: schools in WGS-84, kindergartens as Amap gives them. */
export function registerTables(units: readonly Unit[]): Delivery['tables'] {
  const sheet = (name: string, kinds: (kind: string) => boolean, change = (row: Row) => row) => ({
    dataset: 'unit',
    sheet: name,
    rows: units.filter(({ kind }) => kinds(kind)).map(({ register }) => change({ ...register })),
    mistakes: new Map(),
  });
  const others = ['training', 'bus_company', 'centre', 'service_firm'];
  return [
    sheet('中小学', (kind) => kind !== 'kindergarten' && !others.includes(kind)),
    sheet('幼儿园', (kind) => kind === 'kindergarten', inGcj02),
    sheet('其他机构', (kind) => others.includes(kind)),
  ].filter(({ rows }) => rows.length > 0);
}

/**
 * The yearly update: new numbers of pupils, units that opened, units that closed, works that ended.
 * @param at month, counted from the first
 * @returns the units whose lines are sent again
 */
export function bringUpToDate(random: Random, units: readonly Unit[], at: number): Unit[] {
  const changed: Unit[] = [];
  for (const unit of units) {
    if (unit.opens > at || unit.closes < at) continue;
    const { register } = unit;
    register['students'] = Math.round(Number(register['students']) * random.between(0.95, 1.06));
    register['boarders'] = Math.min(Number(register['boarders']), register['students']);
    register['works_in_progress'] = random.chance(0.06);
    if (random.chance(0.15)) register['simple_premises'] = false;
    if (unit.closes === at) register['unit_status'] = 'closed';
    changed.push(unit);
  }
  return changed;
}

/** The same register line with its point in GCJ-02, as a sender with an Amap export would give it. */
export function inGcj02(row: Row): Row {
  const [longitude = 0, latitude = 0] = gcoord.transform(
    [Number(row['longitude']), Number(row['latitude'])],
    gcoord.WGS84,
    gcoord.GCJ02,
  );
  const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
  return {
    ...row,
    longitude: rounded(longitude),
    latitude: rounded(latitude),
    coordinate_system: 'gcj02',
  };
}
