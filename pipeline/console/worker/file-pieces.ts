import { createReadStream } from 'node:fs';

/** A file, piece by piece. */
export async function* filePieces(path: string): AsyncGenerator<Buffer> {
  yield* createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>;
}
