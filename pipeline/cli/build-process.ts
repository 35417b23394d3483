import { constants, setPriority } from 'node:os';
import { Failure } from '../contracts/index.ts';
import { buildWarehouse } from './build.ts';

/** What the process says of its end: nothing where it published, else why not. */
export type BuildEnd =
  | { readonly failure: Pick<Failure, 'code' | 'text' | 'options'> }
  | { readonly error: string }
  | { readonly published: string };

/**
 * The whole life of the process that build-apart.ts starts: builds, publishes, and tells the process that
 * asked how it ended. Works behind whoever reads pages; threads that are started later do so too.
 */
export async function buildAndTell(warehouse: string): Promise<void> {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  // Ctrl+C reaches every process of a terminal; whether the build is waited for is for the server to say.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  const end = await buildWarehouse({ warehouse, json: true }).then(
    ({ snapshot }): BuildEnd => ({ published: snapshot.snapshot_id }),
    endOf,
  );
  process.send?.(end, () => process.exit(0));
}

function endOf(error: unknown): BuildEnd {
  if (!(error instanceof Failure))
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  const { code, text, options } = error;
  // A cause may hold what cannot be sent.
  return { failure: { code, text, options: { ...options, cause: undefined } } };
}
