import { tableFromIPC, type Table } from 'apache-arrow';
import { QueryError, readError } from './query-error.ts';

export type QueryParameters = Readonly<Record<string, string | number | null | undefined>>;

/** The address of a named query (or, with `export`, of its file). */
export function queryUrl(
  name: string,
  parameters: QueryParameters = {},
  file?: 'csv' | 'xlsx',
): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') search.set(key, String(value));
  }
  search.sort();
  const tail = search.size > 0 ? `?${search.toString()}` : '';
  return file ? `/api/export/${name}.${file}${tail}` : `/api/query/${name}${tail}`;
}

/** Snapshot ids as the pipeline writes them; the server's ETag holds one. */
const SNAPSHOT_ID = /\d{8}T\d{6}-[0-9a-f]{8}/;

/**
 * Asks the server's named queries and keeps the answers, which cannot change within a snapshot.
 * The answers of an older snapshot are forgotten as soon as a newer one is seen.
 */
export class QueryClient {
  #answers = new Map<string, Promise<Table>>();
  #snapshot: string | undefined;

  /**
   * @param onNewSnapshot called when an answer shows that a newer snapshot was published
   * @param get replaces `fetch`
   */
  constructor(
    private readonly onNewSnapshot: () => void = () => undefined,
    private readonly get: (url: string) => Promise<Response> = (url) => fetch(url),
  ) {}

  /** Tells which snapshot is current; forgets the answers of any other. */
  useSnapshot(id: string): void {
    if (this.#snapshot !== undefined && this.#snapshot !== id) this.#answers.clear();
    this.#snapshot = id;
  }

  /** One query's answer as an Arrow table. Rejects with a {@link QueryError}. */
  query(name: string, parameters: QueryParameters = {}): Promise<Table> {
    const url = queryUrl(name, parameters);
    const known = this.#answers.get(url);
    if (known) return known;
    const answer = this.#ask(url);
    this.#answers.set(url, answer);
    answer.catch(() => {
      if (this.#answers.get(url) === answer) this.#answers.delete(url);
    });
    return answer;
  }

  async #ask(url: string): Promise<Table> {
    const response = await this.get(url).catch((cause: unknown) => {
      throw QueryError.unreachable(url, cause);
    });
    if (!response.ok) throw await readError(response);
    const seen = SNAPSHOT_ID.exec(response.headers.get('etag') ?? '')?.[0];
    if (seen !== undefined && this.#snapshot !== undefined && seen !== this.#snapshot) {
      this.onNewSnapshot();
    }
    return tableFromIPC(new Uint8Array(await response.arrayBuffer()));
  }
}
