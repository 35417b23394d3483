import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { wallClock } from '../contracts/index.ts';
import { filesHeldBack } from './held-back.ts';
import { ledgerRow } from './ledger.ts';
import type { IngestOptions } from './load-content.ts';
import { Loader, type LoadRequest, type Settled } from './load.ts';
import { receive } from './received.ts';
import type { IngestStep } from './step.ts';

/** A file to be loaded again, under the name that it came by. */
interface Again extends LoadRequest {
  readonly path: string;
}

/**
 * Loads again, from their kept bytes, the files held back for what is known by now: units that have
 * been registered since, words and names that the bureau has decided on, headers it has confirmed.
 * @param since when the run began of which this is a part: what it took in itself was never held back
 */
export async function* loadHeldAgain(
  connection: DuckDBConnection,
  options: IngestOptions,
  since = wallClock(new Date()),
): AsyncGenerator<IngestStep> {
  const loader = await Loader.of<Again>(connection);
  const loaded = new Set<string>();
  let done = 0;
  // A register loaded again may make known the units for which yet other files are held back.
  for (;;) {
    const fileIds = (await filesHeldBack(connection)).filter((id) => !loaded.has(id));
    if (fileIds.length === 0) return;
    const total = loaded.size + fileIds.length;
    const step = ({ request, outcome }: Settled<Again>): IngestStep => {
      done += 1;
      return { outcome, path: request.path, done, total, retried: true };
    };
    for (const fileId of fileIds) {
      loaded.add(fileId);
      for (const settled of await loader.add({
        ...(await requestAgain(connection, fileId, options)),
        again: { since },
      }))
        yield step(settled);
    }
    for (const settled of await loader.flush()) yield step(settled);
  }
}

async function requestAgain(
  connection: DuckDBConnection,
  fileId: string,
  options: IngestOptions,
): Promise<Again> {
  const row = await ledgerRow(connection, fileId);
  const bytes = await readFile(join(options.receivedFolder, fileId));
  const file = await receive({
    name: row?.file_name ?? fileId,
    bytes,
    ...(row?.archive ? { archive: row.archive } : {}),
  });
  const { mapping, mappings = [] } = options;
  const used = [...mappings, ...(mapping ? [mapping] : [])].find(
    ({ name }) => name === row?.mapping,
  );
  return {
    file,
    path: file.name,
    options: {
      receivedFolder: options.receivedFolder,
      mappings,
      ...(used ? { mapping: used } : {}),
      ...(row ? { receivedAt: new Date(row.received_at.replace(' ', 'T')) } : {}),
      ...(row?.sender ? { sender: row.sender } : {}),
    },
  };
}
