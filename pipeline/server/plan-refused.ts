import { Failure } from '../contracts/index.ts';
import { HttpFailure } from './http-failure.ts';

const NOT_FOUND: readonly string[] = [
  'plan_unknown',
  'draw_unknown',
  'visit_unknown',
  'capacity_missing',
  'capacity_unknown',
];

/** A failure of plans, draws or teams that a person can do something about; anything else is a bug of ours. */
export function refused(error: unknown): unknown {
  if (!(error instanceof Failure) || error instanceof HttpFailure) return error;
  const { code, text: words, options } = error;
  const status = NOT_FOUND.includes(code) ? 404 : code === 'warehouse_locked' ? 409 : 422;
  return new HttpFailure(status, code, words, { ...options, cause: error });
}
