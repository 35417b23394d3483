import { Failure } from '../../pipeline/contracts/index.ts';

/** The failure with which a piece of work is refused. */
export function failureOf(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
