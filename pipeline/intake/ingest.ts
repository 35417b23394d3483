import type { DuckDBConnection } from '@duckdb/node-api';
import { loadedFiles } from './ledger.ts';
import { loadHeldAgain } from './load-again.ts';
import type { IngestOptions } from './load-content.ts';
import { Loader, type LoadRequest, type Settled } from './load.ts';
import { readBytes, receive, type ReceivedFile } from './received.ts';
import { readAhead } from './read-ahead.ts';
import type { IngestStep } from './step.ts';
import { listArrivals, type Arrival } from './walk.ts';

/** A file to be loaded, and the path it came by. */
interface Arrived extends LoadRequest {
  readonly path: string;
}

/**
 * Takes in files and folders in the order of their coming; while some are loaded the next are read.
 * Last, files held back for what is known by now are loaded again: the register may have come since.
 * @throws Failure where a path or a register of receipts is wrong, before anything is loaded
 */
export async function* ingestPaths(
  connection: DuckDBConnection,
  paths: readonly string[],
  options: IngestOptions,
): AsyncGenerator<IngestStep> {
  const arrivals = await listArrivals(paths);
  const known = await loadedFiles(connection);
  const read = async ({ path }: Arrival): Promise<ReceivedFile> =>
    receive(path, await readBytes(path), (id) => known.has(id));
  const loader = await Loader.of<Arrived>(connection);
  const total = arrivals.length;
  let done = 0;
  const step = ({ request, outcome }: Settled<Arrived>): IngestStep => {
    known.add(outcome.file_id);
    return { outcome, path: request.path, done: (done += 1), total, retried: false };
  };
  for await (const { arrival, file } of readAhead(arrivals, read)) {
    const request = { file, path: arrival.path, options: { ...options, ...arrival } };
    for (const settled of await loader.add(request)) yield step(settled);
  }
  for (const settled of await loader.flush()) yield step(settled);
  for await (const again of loadHeldAgain(connection, options))
    yield { ...again, done: total, total };
}
