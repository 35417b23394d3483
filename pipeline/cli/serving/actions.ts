import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, wallClock } from '../../contracts/index.ts';
import {
  confirmHeader,
  correctionOf,
  ingestUpload,
  mapCode,
  mapUnit,
  readMappings,
  unmappedValues,
  type IngestStep,
} from '../../intake/index.ts';
import type { Actions, FileReport, PlanActions, PolicyActions } from '../../server/index.ts';
import { currentSnapshot, openWarehouse } from '../../warehouse/index.ts';
import { apart } from '../apart/apart.ts';
import { projectRoot } from '../command.ts';
import { decideAndLoad } from '../decide.ts';
import { reportOf } from './file-report.ts';
import { planActions } from '../planning/plan-actions.ts';
import { policyActions } from './policy-actions.ts';
import { Publisher } from './publisher.ts';
import { Turns } from './turns.ts';

type Locale = Parameters<Actions['publication']>[0];

/** Who decided, where a page did and nobody signs in. */
const BY_PAGE = 'page';

/** Whether readers cannot see yet what came of a file: it is new, or a publication failed or was given up. */
function isUnpublished(dir: string, { loaded_at }: IngestStep['outcome']): boolean {
  const published = currentSnapshot(dir);
  return !published || loaded_at >= wallClock(new Date(published.published_at));
}

/** What pages can have done to a warehouse, and how to end it. */
export interface RunningActions extends Actions {
  readonly policy: PolicyActions;
  readonly plans: PlanActions;
  /** Lets what runs end; publishes nothing more. */
  close(): Promise<void>;
}

/**
 * Puts together what pages can have done. Work on the warehouse runs one piece after another and holds
 * the warehouse's lock only meanwhile, so that the command line can be used beside it.
 * @param dir the warehouse
 * @param report told of errors that are bugs of ours
 */
export function warehouseActions(dir: string, report: (error: unknown) => void): RunningActions {
  const turns = new Turns();
  const publisher = new Publisher(turns, () => apart('build', { warehouse: dir }), report);
  const receivedFolder = join(dir, 'received');

  const opened = <Result>(work: (connection: DuckDBConnection) => Promise<Result>) =>
    turns.take(async () => {
      const warehouse = await openWarehouse(dir);
      try {
        return await work(warehouse.connection);
      } finally {
        await warehouse.close();
      }
    });

  /** The last word on each file. */
  const reports = async (
    connection: DuckDBConnection,
    steps: readonly IngestStep[],
    locale: Locale,
  ): Promise<FileReport[]> => {
    const outcomes = new Map(steps.map(({ outcome }) => [outcome.file_id, outcome]));
    return Promise.all([...outcomes.values()].map((each) => reportOf(connection, each, locale)));
  };

  const decide = async (
    decision: (connection: DuckDBConnection) => Promise<unknown>,
    locale: Locale,
  ): Promise<FileReport[]> => {
    const { steps } = await turns.take(() => decideAndLoad(dir, decision));
    publisher.changed();
    return steps.length === 0 ? [] : opened((connection) => reports(connection, steps, locale));
  };

  return {
    plans: planActions(dir, turns, () => publisher.changed(), report),
    upload: ({ name, bytes }, locale, { within }) =>
      opened(async (connection) => {
        const mappings = await readMappings(join(projectRoot, 'data/mappings'));
        const steps: IngestStep[] = [];
        const limits = within ? { within, sender: within.sender } : {};
        const options = { receivedFolder, mappings, ...limits };
        for await (const step of ingestUpload(connection, { name, bytes }, options))
          steps.push(step);
        if (steps.some(({ outcome }) => isUnpublished(dir, outcome))) publisher.changed();
        // Files that were held back and can be loaded by now may be anybody's.
        return reports(
          connection,
          within ? steps.filter(({ retried }) => !retried) : steps,
          locale,
        );
      }),
    mapCode: (choice, locale, { name }) =>
      decide((connection) => mapCode(connection, { ...choice, by: name ?? BY_PAGE }), locale),
    mapUnit: ({ name, unitCode, former }, locale, actor) =>
      decide(
        (connection) =>
          mapUnit(connection, {
            name,
            unitCode,
            kind: former ? 'former_name' : 'alias',
            by: actor.name ?? BY_PAGE,
          }),
        locale,
      ),
    mapHeader: (choice, locale, { name }) =>
      decide((connection) => confirmHeader(connection, { ...choice, by: name ?? BY_PAGE }), locale),
    correction: async (snapshot, fileId, locale) => {
      try {
        return await correctionOf(snapshot, fileId, { receivedFolder, locale });
      } catch (error) {
        if (!(error instanceof Failure) || error.code !== 'file_not_received') throw error;
        return opened((connection) => correctionOf(connection, fileId, { receivedFolder, locale }));
      }
    },
    unmapped: async (snapshot, locale) =>
      (await unmappedValues(snapshot)).map(({ proposals, ...value }) => ({
        ...value,
        proposals: proposals.map(({ code, label, similarity }) => ({
          code,
          label: label[locale],
          similarity,
        })),
      })),
    policy: policyActions(dir, { opened, changed: () => publisher.changed() }),
    publication: (locale) => publisher.publication(locale),
    close: async () => {
      publisher.stop();
      await turns.end();
    },
  };
}
