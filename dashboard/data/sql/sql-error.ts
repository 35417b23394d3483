import { QueryError } from '../query-error.ts';

/** A place in the text of a query; both count from 1. */
export interface SqlPlace {
  readonly line: number;
  readonly column: number;
}

/** Why a query has no answer, with the place in its text that is wrong, where that is known. */
export class SqlError extends QueryError {
  constructor(
    code: string,
    message: string,
    hint: string | null,
    readonly place: SqlPlace | null,
    /** What the message translates, in the database's own words. */
    readonly original: string | null = null,
  ) {
    super(code, message, hint);
  }
}

/** What the server's error shape holds, or anything else that was answered in its stead. */
interface ErrorShape {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly hint?: unknown;
  readonly where?: unknown;
  readonly original?: unknown;
}

/** The error of an answer that is not 2xx, whatever its body really is. */
export async function readSqlError(response: Response): Promise<SqlError> {
  const body: unknown = await response.json().catch(() => undefined);
  const error =
    typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  return asSqlError(error, `http_${response.status}`, `${response.status} ${response.statusText}`);
}

/** Reads the error shape as it stands in an answer; `code` and `message` stand in for what it lacks. */
export function asSqlError(error: unknown, code: string, message: string): SqlError {
  const shape: ErrorShape = typeof error === 'object' && error !== null ? error : {};
  return new SqlError(
    typeof shape.code === 'string' ? shape.code : code,
    typeof shape.message === 'string' ? shape.message : message,
    typeof shape.hint === 'string' ? shape.hint : null,
    placeOf(shape.where),
    typeof shape.original === 'string' ? shape.original : null,
  );
}

function placeOf(where: unknown): SqlPlace | null {
  if (typeof where !== 'object' || where === null) return null;
  if (!('line' in where) || !('column' in where)) return null;
  const { line, column } = where;
  return typeof line === 'number' && typeof column === 'number' ? { line, column } : null;
}
