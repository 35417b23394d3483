import { locale } from '../../i18n/locale.svelte.ts';
import { QueryError } from '../query-error.ts';
import { readSqlError } from './sql-error.ts';

/** Without it the server takes no action: it shows that a page of its own asks. */
const OWN = { 'x-xiaoan': 'page' };

export interface SendOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * Asks the console's server, in the reader's language.
 * @returns the response, which is 2xx
 * @throws SqlError what the server said; QueryError `unreachable`; DOMException `AbortError` once aborted
 */
export async function send(path: string, options: SendOptions = {}): Promise<Response> {
  const { method = 'GET', body, signal } = options;
  const response = await fetch(path, {
    method,
    headers: {
      ...OWN,
      'accept-language': locale.current,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw QueryError.unreachable(path, cause);
  });
  if (!response.ok) throw await readSqlError(response);
  return response;
}

/** As {@link send}, with the answer read as JSON. */
export const ask = async <Answer>(path: string, options?: SendOptions): Promise<Answer> =>
  (await (await send(path, options)).json()) as Answer;
