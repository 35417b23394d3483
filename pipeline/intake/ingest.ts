import type { DuckDBConnection } from '@duckdb/node-api';
import { wallClock } from '../contracts/index.ts';
import { loadedFiles } from './ledger.ts';
import { loadHeldAgain } from './load-again.ts';
import type { IngestOptions } from './load-content.ts';
import { Loader, type LoadRequest, type Settled } from './load.ts';
import { receive } from './received.ts';
import { readAhead } from './read-ahead.ts';
import { filesOf, sourcesOf, type ArrivedSource } from './arrived.ts';
import type { IngestStep } from './step.ts';
import { listArrivals } from './walk.ts';

/** A file to be loaded, and the path it came by. */
interface Arrived extends LoadRequest {
  readonly path: string;
}

/**
 * Takes in files, archives and folders in the order of their coming; while some are loaded the next
 * are read. Each file in an archive is a file of its own.
 * Last, files held back for what is known by now are loaded again: the register may have come since.
 * @throws Failure where a path or a register of receipts is wrong, before anything is loaded
 */
export async function* ingestPaths(
  connection: DuckDBConnection,
  paths: readonly string[],
  options: IngestOptions,
): AsyncGenerator<IngestStep> {
  const arrivals = await listArrivals(paths);
  const progress = { total: arrivals.length };
  const sources = sourcesOf(arrivals, () => (progress.total += 1));
  yield* ingestSources(connection, sources, progress, options);
}

/**
 * Takes in one file or archive whose bytes are at hand, as `ingestPaths` does those on disk.
 * @param upload its name and its bytes
 */
export async function* ingestUpload(
  connection: DuckDBConnection,
  upload: { readonly name: string; readonly bytes: Uint8Array },
  options: IngestOptions,
): AsyncGenerator<IngestStep> {
  const progress = { total: 0 };
  const arrival = { path: upload.name };
  async function* sources(): AsyncGenerator<ArrivedSource> {
    for (const source of filesOf(upload)) {
      progress.total += 1;
      yield {
        source,
        path: source.archive ? `${source.archive}/${source.name}` : source.name,
        arrival,
      };
    }
  }
  yield* ingestSources(connection, sources(), progress, options);
}

async function* ingestSources(
  connection: DuckDBConnection,
  sources: AsyncGenerator<ArrivedSource>,
  progress: { readonly total: number },
  options: IngestOptions,
): AsyncGenerator<IngestStep> {
  const since = wallClock(new Date());
  const known = await loadedFiles(connection);
  // Its tables are laid out while the first files are read.
  const opening = Loader.of<Arrived>(connection);
  opening.catch(() => undefined);
  let done = 0;
  const step = ({ request, outcome }: Settled<Arrived>): IngestStep => {
    known.add(outcome.file_id);
    done += 1;
    return { outcome, path: request.path, done, total: progress.total, retried: false };
  };
  const reading = readAhead(sources, ({ source }) => receive(source, (id) => known.has(id)));
  for await (const { from, file } of reading) {
    const { path, arrival } = from;
    const request = { file, path, options: { ...options, ...arrival } };
    for (const settled of await (await opening).add(request)) yield step(settled);
  }
  for (const settled of await (await opening).flush()) yield step(settled);
  for await (const again of loadHeldAgain(connection, options, since))
    yield { ...again, done: progress.total, total: progress.total };
}
