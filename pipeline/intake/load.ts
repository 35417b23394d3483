import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, wallClock } from '../contracts/index.ts';
import {
  forgetFiles,
  ledgerRow,
  rowsWarned,
  writeLedger,
  type FileOutcome,
  type LedgerRow,
} from './ledger.ts';
import { inBulk } from './bulk.ts';
import { readMarker } from './correction/marker.ts';
import { keepOriginal } from './keep/original.ts';
import { prepareLoad, type IngestOptions, type Loaded, type Prepared } from './load-content.ts';
import type { FileContext } from './file-context.ts';
import { loadTables, NOTHING } from './load-tables.ts';
import { outcomeOf } from './outcome.ts';
import { ReadableFrom } from './readable-from.ts';
import { receive, type ReceivedFile } from './received.ts';
import { Session } from './session.ts';
import type { LoadStage } from './stage-of-load.ts';
import { inTransaction } from './transaction.ts';
import { tellsOfUnits } from './units.ts';
import { readBytes } from './source.ts';
import { beyond } from './within.ts';

/** A file to be loaded. */
export interface LoadRequest {
  readonly file: ReceivedFile;
  readonly options: IngestOptions;
  /** That it is loaded anew although the ledger has it, and when the run began that does so. */
  readonly again?: { readonly since: string };
}

/** A request and what became of it. */
export interface Settled<Request extends LoadRequest> {
  readonly request: Request;
  readonly outcome: FileOutcome;
}

/** A file that waits for the others of its batch. */
interface Waiting<Request extends LoadRequest> {
  readonly request: Request;
  readonly context: FileContext;
  /** Its row where the ledger has it, so that what it brought must be taken out first. */
  readonly before: LedgerRow | undefined;
  readonly prepared: Prepared | { readonly failure: Failure };
  /** Settles once its original bytes are on the disk. */
  readonly kept: Promise<string>;
}

/** How much may wait: checking many small files at once costs little more than checking one. */
const BATCH_FILES = 100;
const BATCH_ROWS = 20_000;

/** A batch on its way into the warehouse. */
interface Loading<Request extends LoadRequest> {
  readonly batch: readonly Waiting<Request>[];
  readonly settled: Promise<Settled<Request>[]>;
}

/**
 * Loads files in the order in which they are added, small ones in batches. A file goes in as a whole
 * or not at all: a batch is one transaction, and so is a file that needs one of its own. While a batch
 * is loaded, tables are found in the files of the next.
 */
export class Loader<Request extends LoadRequest = LoadRequest> {
  #waiting: Waiting<Request>[] = [];
  #rows = 0;
  #loading: Loading<Request> | undefined;

  private constructor(private readonly session: Session) {}

  static async of<Request extends LoadRequest>(
    connection: DuckDBConnection,
  ): Promise<Loader<Request>> {
    return new Loader<Request>(await Session.of(connection));
  }

  /** Takes in a file; gives what became of those that are settled by now, in the order of adding. */
  async add(request: Request): Promise<Settled<Request>[]> {
    const { file, options, again } = request;
    const { connection, fileIds } = this.session;
    const underWay = [...this.#waiting, ...(this.#loading?.batch ?? [])];
    const twice = underWay.some(({ context }) => context.id === file.id);
    const settled = twice ? await this.flush() : [];
    const known = fileIds.has(file.id) ? await ledgerRow(connection, file.id) : undefined;
    if (known && known.status !== 'rejected' && !again) {
      const outcome = { ...known, alreadyKnown: true };
      return [...settled, ...(await this.flush()), { request, outcome }];
    }
    // Files that are read already come without a pause; the batch that is being loaded needs its turns.
    const context = {
      id: file.id,
      name: file.name,
      receivedAt: wallClock(options.receivedAt ?? new Date()),
      enter: (stage: LoadStage) => options.onStage?.(file.name, stage),
    };
    const keeping = keepOriginal(options.receivedFolder, file);
    const prepared = await this.#prepare(request, context, keeping.readable);
    const kept = keeping.kept();
    kept.catch(() => undefined);
    const waiting = { request, context, before: known, prepared, kept };
    if (standsAlone(prepared)) {
      return [...settled, ...(await this.flush()), ...(await this.#load([waiting]))];
    }
    this.#waiting.push(waiting);
    this.#rows += rowsOf(prepared);
    const full = this.#waiting.length >= BATCH_FILES || this.#rows >= BATCH_ROWS;
    return full ? [...settled, ...(await this.#begin())] : settled;
  }

  /** Loads whatever waits. */
  async flush(): Promise<Settled<Request>[]> {
    const settled = await this.#begin();
    return [...settled, ...(await this.#end())];
  }

  /** Begins to load what waits; gives what became of the batch before it. */
  async #begin(): Promise<Settled<Request>[]> {
    const before = await this.#end();
    const batch = this.#waiting;
    this.#waiting = [];
    this.#rows = 0;
    if (batch.length === 0) return before;
    const settled = this.#load(batch);
    settled.catch(() => undefined);
    this.#loading = { batch, settled };
    return before;
  }

  /** Waits for the batch that is being loaded. */
  async #end(): Promise<Settled<Request>[]> {
    const loading = this.#loading;
    this.#loading = undefined;
    return loading ? loading.settled : [];
  }

  async #prepare(
    { file, options }: Request,
    context: FileContext,
    readable: () => Promise<string>,
  ): Promise<Waiting<Request>['prepared']> {
    try {
      return await prepareLoad(this.session, context, file, readable, options);
    } catch (failure) {
      if (failure instanceof Failure) return { failure };
      // A load that fails takes what is asked meanwhile with it: what it says goes first.
      await this.#loading?.settled;
      throw failure;
    }
  }

  async #load(batch: readonly Waiting<Request>[]): Promise<Settled<Request>[]> {
    const { connection, fileIds } = this.session;
    await Promise.all(batch.map(({ kept }) => kept));
    const bulk = batch.some(({ prepared }) => 'bulk' in prepared && prepared.bulk === true);
    const load = async (): Promise<Settled<Request>[]> => {
      const now = wallClock(new Date());
      const readable = await ReadableFrom.before(connection, batch.flatMap(reread), now);
      await forgetFiles(
        connection,
        batch.flatMap(({ before, context }) => (before ? [context.id] : [])),
      );
      const loaded = await this.#kept(batch, await this.#loadContents(batch));
      await readable.keep();
      const warned = await rowsWarned(
        connection,
        batch.map(({ context }) => context.id),
      );
      const rows = batch.map(({ request, context, before }, index) => {
        const rowsOdd = warned.get(context.id) ?? 0;
        const outcome = outcomeOf(
          { file: request.file, sender: request.options.sender },
          context.receivedAt,
          loaded[index] ?? { counts: NOTHING },
          rowsOdd,
        );
        return {
          ...outcome,
          loaded_at: now,
          first_loaded_at: before?.first_loaded_at ?? before?.loaded_at ?? now,
          readable_from: readable.ofFile(context.id, outcome.status),
        };
      });
      await writeLedger(connection, rows);
      return batch.map(({ request }, index): Settled<Request> => {
        const { failure } = loaded[index] ?? {};
        const row = rows[index] as LedgerRow;
        return { request, outcome: { ...row, alreadyKnown: false, ...(failure && { failure }) } };
      });
    };
    const loading = () => inTransaction(connection, load);
    const settled = await (bulk ? inBulk(connection, loading) : loading());
    for (const { context } of batch) fileIds.add(context.id);
    return settled;
  }

  /** Takes out again what goes beyond what its sender may hand in. */
  async #kept(
    batch: readonly Waiting<Request>[],
    loaded: readonly Loaded[],
  ): Promise<readonly Loaded[]> {
    const { connection } = this.session;
    const kept: Loaded[] = [];
    for (const [index, { request }] of batch.entries()) {
      const { file, options } = request;
      const own = loaded[index] ?? { counts: NOTHING };
      const marker = readMarker(file.content?.sheets ?? []);
      const failure =
        options.within && !own.failure
          ? await beyond(connection, file.id, marker?.replaces, options.within)
          : undefined;
      if (failure) await forgetFiles(connection, [file.id]);
      kept.push(failure ? { counts: NOTHING, failure } : own);
    }
    return kept;
  }

  async #loadContents(batch: readonly Waiting<Request>[]): Promise<Loaded[]> {
    const found = batch.flatMap(({ context, prepared }) =>
      'tables' in prepared ? [{ file: context, ...prepared.tables }] : [],
    );
    const counts = await loadTables(this.session, found);
    const loaded: Loaded[] = [];
    for (const { context, prepared } of batch) {
      if ('load' in prepared) loaded.push(await prepared.load());
      else if ('failure' in prepared) loaded.push({ counts: NOTHING, failure: prepared.failure });
      else loaded.push({ counts: counts.get(context.id) ?? NOTHING });
    }
    return loaded;
  }
}

/** Units must be in before tables that name them are looked for; other loads have steps of their own. */
const standsAlone = (prepared: Waiting<LoadRequest>['prepared']): boolean =>
  'load' in prepared ||
  ('tables' in prepared &&
    prepared.tables.tables.some(({ table }) => tellsOfUnits(table.contract.dataset)));

/** What was known of a file that is loaded again, as a list of one or none. */
const reread = ({ request: { again }, before }: Waiting<LoadRequest>) =>
  again && before
    ? [{ before, sameRun: (before.first_loaded_at ?? before.loaded_at) >= again.since }]
    : [];

const rowsOf = (prepared: Waiting<LoadRequest>['prepared']): number =>
  'tables' in prepared
    ? prepared.tables.tables.reduce((sum, { table }) => sum + table.rows.length, 0)
    : 0;

/**
 * Takes in one file, no archive: reads it, checks its rows, keeps them, the rows held back and the ledger row,
 * all in one transaction. Bytes that were loaded before change nothing.
 * @throws Failure only where the file cannot be opened at all; a file that is read but refused as a
 *   whole is an outcome with status `rejected`
 */
export async function ingestFile(
  connection: DuckDBConnection,
  source: { readonly path: string; readonly bytes?: Uint8Array } & IngestOptions,
): Promise<FileOutcome> {
  const { path, bytes, ...options } = source;
  const loader = await Loader.of(connection);
  const file = await receive({ name: basename(path), bytes: bytes ?? (await readBytes(path)) });
  const settled = [...(await loader.add({ file, options })), ...(await loader.flush())];
  return (settled[0] as Settled<LoadRequest>).outcome;
}
