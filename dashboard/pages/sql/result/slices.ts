/** Longest that one slice holds up the page, ms: under a frame, with room for drawing. */
const SLICE = 10;

/** Steps between looks at the clock. */
const STRIDE = 2048;

/**
 * Does a step for each number from `from` (included) to `to`, and lets the page breathe in between.
 * @throws the signal's reason, once it is aborted
 */
export async function slices(
  from: number,
  to: number,
  signal: AbortSignal,
  step: (at: number) => void,
): Promise<void> {
  let until = performance.now() + SLICE;
  for (let start = from; start < to; start += STRIDE) {
    const end = Math.min(to, start + STRIDE);
    for (let at = start; at < end; at += 1) step(at);
    if (performance.now() > until) {
      await breathe();
      signal.throwIfAborted();
      until = performance.now() + SLICE;
    }
  }
}

/** Lets what waits (a drawing, a press of a key) go first. Timers alone are held back to 4 ms each. */
export const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
