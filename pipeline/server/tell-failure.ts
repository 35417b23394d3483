import type { HttpFailure } from './http-failure.ts';

/**
 * Tells who looks after the server of failures that are for them to see to. That nothing was published yet is no
 * fault, and every open page asks each minute; that a snapshot is too old stands until a build, so once a snapshot is
 * enough.
 * @param report told of the error behind the failure
 */
export function tellFailure(report: (error: unknown) => void): (failure: HttpFailure) => void {
  let tooOld: string | undefined;
  return (failure) => {
    const { status, code, options } = failure;
    if (status < 500 || code === 'no_snapshot') return;
    if (code === 'snapshot_too_old') {
      if (options.where?.file === tooOld) return;
      tooOld = options.where?.file;
    }
    report(failure.cause ?? failure);
  };
}
