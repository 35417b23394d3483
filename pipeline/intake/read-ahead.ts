import { stat } from 'node:fs/promises';
import type { ReceivedFile } from './received.ts';
import type { Arrival } from './walk.ts';

/** How much is read before it is asked for: enough to keep the reader busy while others are loaded. */
const AHEAD_FILES = 100;
const AHEAD_BYTES = 4_000_000;

interface Reading {
  readonly arrival: Arrival;
  readonly bytes: number;
  readonly file: Promise<ReceivedFile>;
}

/**
 * Reads files in order, the next ones already while those before are dealt with. Of large files none
 * is read ahead but the next.
 * @throws what `read` throws, when the turn of that file comes
 */
export async function* readAhead(
  arrivals: readonly Arrival[],
  read: (arrival: Arrival) => Promise<ReceivedFile>,
): AsyncGenerator<{ readonly arrival: Arrival; readonly file: ReceivedFile }> {
  const waiting = [...arrivals];
  const reading: Reading[] = [];
  let bytesAhead = 0;
  const hasRoom = () =>
    reading.length < 2 || (reading.length < AHEAD_FILES && bytesAhead < AHEAD_BYTES);
  for (;;) {
    while (hasRoom()) {
      const arrival = waiting.shift();
      if (!arrival) break;
      const bytes = (await stat(arrival.path).catch(() => undefined))?.size ?? 0;
      const file = read(arrival);
      file.catch(() => undefined);
      bytesAhead += bytes;
      reading.push({ arrival, bytes, file });
    }
    const next = reading.shift();
    if (!next) return;
    const file = await next.file;
    bytesAhead -= next.bytes;
    yield { arrival: next.arrival, file };
  }
}
