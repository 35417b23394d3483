import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** By then the rush that follows a publication is over. */
const DELAY_MILLISECONDS = 5000;

let timer: NodeJS.Timeout | undefined;

/**
 * Has garbage collected in a moment. For when a snapshot is let go of: answers and results that were kept
 * of it lie outside of V8's heap, so V8 sees little reason to collect what still points to them, and the
 * leavings of several snapshots would pile up.
 */
export function collectSoon(): void {
  timer ??= setTimeout(() => {
    timer = undefined;
    // Only contexts made after the flag was set have it.
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    collect();
  }, DELAY_MILLISECONDS).unref();
}
