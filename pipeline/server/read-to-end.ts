import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';

/** How long the rest of a body is read, in milliseconds. */
const MOST = 3000;

/**
 * Reads what is still to come of a body that is refused, and throws it away: whoever is answered while
 * still sending may see a broken connection in place of the answer.
 */
export async function readToEnd(request: IncomingMessage): Promise<void> {
  request.resume();
  try {
    await finished(request, { writable: false, signal: AbortSignal.timeout(MOST) });
  } catch {
    // It went, or is too slow: it is answered all the same.
  }
}
