/** The server's one error shape. */
interface ErrorBody {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly where?: unknown;
    readonly hint?: string | null;
  };
}

/** Why a question to the server has no answer, in words for the reader. */
export class QueryError extends Error {
  override readonly name = 'QueryError';

  /**
   * @param code of the server's error shape; `unreachable` where there was no answer at all
   * @param message what happened; the address for `unreachable`, whose words are the page's
   * @param hint what to do next
   * @param column the field or column that is wrong
   * @param row the row or line of a file that is wrong, from 1
   */
  constructor(
    readonly code: string,
    message: string,
    readonly hint: string | null = null,
    options?: ErrorOptions,
    readonly column: string | null = null,
    readonly row: number | null = null,
  ) {
    super(message, options);
  }

  /** No answer came: no network, or the server is down. */
  static unreachable(url: string, cause: unknown): QueryError {
    return new QueryError('unreachable', url, null, { cause });
  }
}

/** Reads the error shape out of a response that is not 2xx, whatever its body really is. */
export async function readError(response: Response): Promise<QueryError> {
  const body: unknown = await response.json().catch(() => undefined);
  if (isErrorBody(body)) {
    const { code, message, hint, where } = body.error;
    return new QueryError(code, message, hint ?? null, {}, columnOf(where), rowOf(where));
  }
  return new QueryError(`http_${response.status}`, `${response.status} ${response.statusText}`);
}

const columnOf = (where: unknown): string | null =>
  typeof where === 'object' && where !== null && 'column' in where ? String(where.column) : null;

const rowOf = (where: unknown): number | null =>
  typeof where === 'object' && where !== null && 'row' in where && typeof where.row === 'number'
    ? where.row
    : null;

const isErrorBody = (body: unknown): body is ErrorBody =>
  typeof body === 'object' &&
  body !== null &&
  'error' in body &&
  typeof body.error === 'object' &&
  body.error !== null &&
  'message' in body.error &&
  typeof body.error.message === 'string' &&
  'code' in body.error &&
  typeof body.error.code === 'string';
