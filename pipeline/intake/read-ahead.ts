import type { ReceivedFile } from './received.ts';
import type { ArrivedSource } from './arrived.ts';

/** How much is read before it is asked for: enough to keep the reader busy while others are loaded. */
const AHEAD_FILES = 100;
const AHEAD_BYTES = 4_000_000;

/** A file read, and where it came from. */
interface Arrived {
  readonly from: ArrivedSource;
  readonly file: ReceivedFile;
}

interface Reading {
  readonly from: ArrivedSource;
  readonly file: Promise<ReceivedFile>;
}

/**
 * Reads files in order, the next ones already while those before are dealt with. Of large files none
 * is read ahead but the next.
 * @throws what `sources` or `read` throw, when the turn of that file comes
 */
export async function* readAhead(
  sources: AsyncIterator<ArrivedSource>,
  read: (from: ArrivedSource) => Promise<ReceivedFile>,
): AsyncGenerator<Arrived> {
  const reading: Reading[] = [];
  let bytesAhead = 0;
  let trouble: { readonly error: unknown } | undefined;
  let ended = false;
  const hasRoom = () =>
    reading.length < 2 || (reading.length < AHEAD_FILES && bytesAhead < AHEAD_BYTES);
  for (;;) {
    while (!ended && hasRoom()) {
      try {
        const next = await sources.next();
        ended = next.done === true;
        if (next.done) break;
        const file = read(next.value);
        file.catch(() => undefined);
        bytesAhead += next.value.source.bytes.length;
        reading.push({ from: next.value, file });
      } catch (error) {
        trouble = { error };
        ended = true;
      }
    }
    const next = reading.shift();
    if (next) {
      const file = await next.file;
      bytesAhead -= next.from.source.bytes.length;
      yield { from: next.from, file };
    } else if (trouble) throw trouble.error;
    else return;
  }
}
