import type { DuckDBConnection } from '@duckdb/node-api';
import { wallClock } from '../../contracts/index.ts';
import {
  datedVersions,
  draftFields,
  fileOfVersion,
  newVersion,
  wayBack,
  type WayBack,
} from '../../decision/index.ts';
import { addMonths } from '../../planning/calendar.ts';
import type { PolicyActions } from '../../server/index.ts';
import {
  addPolicyFile,
  policyFilesOf,
  type Beside,
  type SnapshotRef,
} from '../../warehouse/index.ts';
import { besideNewest } from './beside-newest.ts';
import { DraftTrials } from './draft-trials.ts';
import { Turns } from './turns.ts';

/** Ways back kept. */
const MOST_FOUND = 500;

/** How an action reaches the warehouse and has it published. */
export interface WarehouseAccess {
  /** Opens the warehouse for a piece of work, one after another. */
  opened<Result>(work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result>;
  /** Something was changed that is to be published. */
  changed(): void;
}

/**
 * What pages can have done with the policy of a warehouse.
 */
export function policyActions(dir: string, { opened, changed }: WarehouseAccess): PolicyActions {
  const turns = new Turns();
  const drafts = new DraftTrials(dir, turns);
  /** Ways back by snapshot and unit: within a snapshot they cannot change. */
  const found = new Map<string, WayBack>();
  const versionNamed = (version: string) =>
    fileOfVersion(datedVersions(policyFilesOf(dir)), version);
  return {
    fields: (version) => draftFields(versionNamed(version).text),
    file: (version) => versionNamed(version).text,
    firstMonth: () => opened(async (connection) => monthAfter(await newestDecided(connection))),
    tryDraft: (trial, signal) => drafts.try(trial, signal),
    wayBack: (unit, signal) => {
      const find = async (models: Beside, { snapshot_id: id, month }: SnapshotRef) => {
        const key = `${id} ${unit}`;
        const way = found.get(key) ?? (await wayBack(models, unit, month, signal));
        if (found.size >= MOST_FOUND) found.clear();
        found.set(key, way);
        return way;
      };
      return turns.take(() => besideNewest(dir, find, { signal }));
    },
    publish: async (draft, news) => {
      await opened(async (connection) => {
        const said = { ...news, at: new Date().toISOString() };
        const decided = await newestDecided(connection);
        const { file, text: content } = newVersion(policyFilesOf(dir), draft, said, decided);
        addPolicyFile(dir, file, content);
      });
      changed();
    },
  };
}

/** The newest month whose decisions are final, `YYYY-MM`. */
async function newestDecided(connection: DuckDBConnection): Promise<string | null> {
  const reader = await connection.runAndReadAll(
    'select left(max(month)::varchar, 7) from decision_log.decision',
  );
  const month = reader.getRows()[0]?.[0];
  return typeof month === 'string' ? month : null;
}

/** The month after, or the running one where none is decided. */
const monthAfter = (month: string | null): string =>
  month === null ? wallClock(new Date()).slice(0, 7) : addMonths(month, 1);
