import { Failure } from '../contracts/index.ts';
import { HttpFailure, SNAPSHOT_STATUS } from './http-failure.ts';

const STATUS: Readonly<Record<string, number>> = {
  ...SNAPSHOT_STATUS,
  plan_unknown: 404,
  draw_unknown: 404,
  visit_unknown: 404,
  capacity_missing: 404,
  capacity_unknown: 404,
  warehouse_locked: 409,
};

/** A failure of plans, draws or teams that a person can do something about; anything else is a bug of ours. */
export function refused(error: unknown): unknown {
  if (!(error instanceof Failure) || error instanceof HttpFailure) return error;
  const { code, text: words, options } = error;
  return new HttpFailure(STATUS[code] ?? 422, code, words, { ...options, cause: error });
}
