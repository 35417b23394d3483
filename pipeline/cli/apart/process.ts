import { constants, setPriority } from 'node:os';
import { Failure } from '../../contracts/index.ts';
import { jobs, type Input, type JobName } from './jobs.ts';

/** What the process says of its end. */
export type End =
  | { readonly failure: Pick<Failure, 'code' | 'text' | 'options'> }
  | { readonly error: string }
  | { readonly result: unknown };

/**
 * The whole life of the process that apart.ts starts: does one job, and tells the process that asked how it ended.
 * Works behind whoever reads pages; threads that are started later do so too.
 */
export async function doJob<Name extends JobName>(name: Name, input: Input<Name>): Promise<void> {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  // Ctrl+C reaches every process of a terminal; whether the job is waited for is for the server to say.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  const end = await jobs[name](input).then((result): End => ({ result }), endOf);
  process.send?.(end, () => process.exit(0));
}

function endOf(error: unknown): End {
  if (!(error instanceof Failure))
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  const { code, text, options } = error;
  // A cause may hold what cannot be sent.
  return { failure: { code, text, options: { ...options, cause: undefined } } };
}
