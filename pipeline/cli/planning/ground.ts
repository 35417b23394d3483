import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure } from '../../contracts/index.ts';
import { readCapacity, type Capacity } from '../../planning/capacity.ts';
import { capacityFileId, type CapacityFile } from '../../planning/capacity-store.ts';
import { readUnits } from '../../planning/read-units.ts';
import type { VisitType } from '../../planning/rules.ts';
import type { PlanUnit } from '../../planning/unit.ts';
import { currentSnapshot } from '../../warehouse/index.ts';
import { withNewestSnapshot } from '../newest-snapshot.ts';

/** What is planned with: the newest snapshot's units, the rules, the teams. */
export interface PlanGround {
  readonly snapshotId: string;
  /** Newest month decided. */
  readonly month: string;
  readonly units: readonly PlanUnit[];
  readonly capacity: Capacity;
  /** SHA-256 of the file of teams. */
  readonly capacityFileId: string;
  /** What is wrong with the file of teams as areas are now; nothing can be planned with it then. */
  readonly capacityFault: Failure | undefined;
  readonly leftOver: readonly LeftOver[];
}

/** A visit of a published plan that was not made. */
export interface LeftOver {
  readonly unitCode: string;
  readonly type: VisitType;
  /** First month for which it was planned, `YYYY-MM`. */
  readonly since: string;
  /** Month for which a published plan has it again, where there is one. */
  readonly plannedAgain: string | null;
}

/** What is left over for a plan that begins with a month: not what an earlier published plan will still make. */
export const leftOverFor = (ground: PlanGround, month: string): readonly LeftOver[] =>
  ground.leftOver.filter(
    ({ since, plannedAgain }) => since < month && (plannedAgain === null || plannedAgain >= month),
  );

/**
 * Reads the newest snapshot's units, and the visits that were left over.
 * @param dir the warehouse
 * @param file the file of teams in force
 * @throws Failure `no_snapshot`, `snapshot_too_old`, `capacity_invalid`
 */
export function readGround(dir: string, file: CapacityFile): Promise<PlanGround> {
  const capacity = readCapacity(file.name, file.content);
  return withNewestSnapshot(dir, async (connection, snapshot) => {
    const areas = await readAreas(connection);
    return {
      snapshotId: snapshot.snapshot_id,
      month: snapshot.month,
      units: await readUnits(connection),
      capacity,
      capacityFileId: capacityFileId(file.content),
      capacityFault: faultOf(file, areas),
      leftOver: await readRolledOver(connection),
    };
  });
}

/**
 * The areas that units are in, in the newest snapshot, and its month.
 * @throws Failure `no_snapshot`
 */
export function areasOf(
  dir: string,
): Promise<{ readonly month: string; readonly areas: readonly string[] }> {
  return withNewestSnapshot(dir, async (connection, { month }) => ({
    month,
    areas: await readAreas(connection),
  }));
}

/** As {@link areasOf}: none where nothing has been published yet, as where a bureau begins with its teams. */
export async function knownAreas(dir: string): Promise<readonly string[]> {
  return currentSnapshot(dir) ? (await areasOf(dir)).areas : [];
}

/** What is wrong with a file of teams once areas are known. */
function faultOf({ name, content }: CapacityFile, areas: readonly string[]): Failure | undefined {
  try {
    readCapacity(name, content, areas);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** Closed units count too: an area does not go with the last of them. */
async function readAreas(connection: DuckDBConnection): Promise<string[]> {
  const reader = await connection.runAndReadAll(
    'select distinct area from facts.unit where area is not null order by area',
  );
  return reader.getRowsJson().map(([area]) => String(area));
}

/**
 * Visits of published plans whose month is over and that were not made, units that were inspected since left
 * out.
 */
async function readRolledOver(connection: DuckDBConnection): Promise<LeftOver[]> {
  const reader = await connection.runAndReadAll(
    `select
       p.unit_code,
       max(p.inspection_type),
       min(p.month)::varchar,
       (min(w.month))::varchar
     from marts.plan_visit p
     join marts.plan_candidate c on c.unit_code = p.unit_code
     left join marts.plan_visit w
       on w.unit_code = p.unit_code
       and w.visit_status = 'waiting'
     where p.visit_status = 'unfinished'
       and (c.last_visit is null or c.last_visit < p.month)
     group by p.unit_code
     order by p.unit_code`,
  );
  return reader.getRowsJson().map(([unitCode, type, since, again]) => ({
    unitCode: String(unitCode),
    type: String(type) as LeftOver['type'],
    since: String(since).slice(0, 7),
    plannedAgain: typeof again === 'string' ? again.slice(0, 7) : null,
  }));
}
