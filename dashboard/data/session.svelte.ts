import type { Table } from 'apache-arrow';
import { locale } from '../i18n/locale.svelte.ts';
import { QueryClient, type QueryParameters } from './query.ts';
import { QueryError, readError } from './query-error.ts';
import { rows } from './rows.ts';

/** What the server says about the snapshot it serves. */
export interface Health {
  readonly snapshot_id: string;
  /** The newest month decided, YYYY-MM. */
  readonly month: string;
  readonly policy_version: string;
  readonly published_at: string;
  /** First and last month of the snapshot, YYYY-MM. */
  readonly months: readonly [string, string];
}

interface CodeRow {
  readonly list: string;
  readonly code: string;
  readonly label_zh: string;
  readonly label_en: string;
}

/** One value of a code list, labelled in the reader's language. */
export interface CodeOption {
  readonly code: string;
  readonly label: string;
}

/** How often an open page asks whether a newer snapshot was published. */
const HEALTH_INTERVAL = 60_000;

/** Asks in the reader's language, which need not be the browser's: errors are worded by the server. */
const get = (url: string): Promise<Response> =>
  fetch(url, { headers: { 'accept-language': locale.current } });

/** The snapshot that is being read, and the words for its codes. */
class Session {
  #health = $state.raw<Health>();
  #codes = $state.raw<readonly CodeRow[]>([]);
  readonly #codeOf = $derived(new Map(this.#codes.map((row) => [`${row.list} ${row.code}`, row])));
  #error = $state.raw<QueryError>();
  #client = new QueryClient(() => void this.refresh(), get);

  get health(): Health | undefined {
    return this.#health;
  }

  /** Why there is nothing to show, if the server could not be asked. */
  get error(): QueryError | undefined {
    return this.#error;
  }

  get months(): { readonly first: string; readonly last: string } {
    const [first = '', last = ''] = this.#health?.months ?? [];
    return { first, last };
  }

  /** Asks the server which snapshot it serves; forgets what older ones said. */
  async refresh(): Promise<void> {
    try {
      const response = await get('/api/health').catch((cause: unknown) => {
        throw QueryError.unreachable('/api/health', cause);
      });
      if (!response.ok) throw await readError(response);
      const health = (await response.json()) as Health;
      if (health.snapshot_id !== this.#health?.snapshot_id) {
        this.#client.useSnapshot(health.snapshot_id);
        this.#codes = rows<CodeRow>(await this.#client.query('code'));
        this.#health = health;
      }
      this.#error = undefined;
    } catch (error) {
      // A page that is already shown stays readable while the server restarts.
      if (!this.#health) this.#error = asQueryError(error);
    }
  }

  /** Keeps asking while the page is looked at. Returns how to stop. */
  watch(): () => void {
    void this.refresh();
    const look = (): void => {
      if (document.visibilityState === 'visible') void this.refresh();
    };
    const timer = window.setInterval(look, HEALTH_INTERVAL);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }

  /** A named query's answer; called in an effect, it is asked again when a new snapshot comes. */
  query(name: string, parameters: QueryParameters = {}): Promise<Table> {
    // Reading the health here is what makes the caller's effect depend on the snapshot.
    return this.#health === undefined
      ? this.refresh().then(() => this.#client.query(name, parameters))
      : this.#client.query(name, parameters);
  }

  /** All values of a code list, in the order of the list. */
  codes(list: string): readonly CodeOption[] {
    return this.#codes
      .filter((row) => row.list === list)
      .map((row) => ({
        code: row.code,
        label: locale.current === 'zh' ? row.label_zh : row.label_en,
      }));
  }

  /** The label of a code; the code itself where the list does not know it, '' for null. */
  label(list: string, code: string | null): string {
    const row = this.#codeOf.get(`${list} ${code}`);
    return row ? (locale.current === 'zh' ? row.label_zh : row.label_en) : (code ?? '');
  }
}

const asQueryError = (error: unknown): QueryError =>
  error instanceof QueryError ? error : new QueryError('unexpected', String(error));

export const session = new Session();

/** Shorthand of {@link Session.query}. */
export const query = (name: string, parameters?: QueryParameters): Promise<Table> =>
  session.query(name, parameters);
