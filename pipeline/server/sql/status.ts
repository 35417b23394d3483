import { Failure, text } from '../../contracts/index.ts';
import { HttpFailure, SNAPSHOT_STATUS } from '../http-failure.ts';

/**
 * Statuses of the console's failures. A query out of time is not 408: browsers take that for a connection
 * that had gone stale, and ask again by themselves.
 */
const STATUS: Readonly<Record<string, number>> = {
  sql_error: 400,
  sql_not_allowed: 403,
  sql_timeout: 422,
  sql_cancelled: 409,
  sql_duplicate: 409,
  sql_memory: 413,
  sql_busy: 429,
  sql_crashed: 422,
  sql_unavailable: 503,
  ...SNAPSHOT_STATUS,
  snapshot_unreadable: 503,
  kept_unknown: 404,
  kept_not_yours: 403,
  kept_too_many: 422,
};

/** A failure of the console with its status; anything else is a bug of ours, and is passed on. */
export function withStatus(error: unknown): unknown {
  if (!(error instanceof Failure)) return tooLong(error) ?? error;
  const status = STATUS[error.code];
  if (error instanceof HttpFailure || status === undefined) return error;
  return new HttpFailure(status, error.code, error.text, { ...error.options, cause: error });
}

/** A body beyond the limit is, here, a statement that is too long. */
function tooLong(error: unknown): HttpFailure | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || error.statusCode !== 413)
    return undefined;
  return new HttpFailure(413, 'sql_too_long', text('查询太长', 'The query is too long'), {
    hint: text('拆成几条，或把长名单放进参数', 'Split it, or put long lists into parameters'),
  });
}
