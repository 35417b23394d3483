import { QueryError } from '../../../data/query-error.ts';
import { newId } from '../../../data/sql/id.ts';
import {
  askSaved,
  deleteQuery,
  saveQuery,
  type QueryDraft,
  type SavedQuery,
} from '../../../data/sql/kept.ts';

/** Queries kept on the server: one's own and those that colleagues share. */
class SavedQueries {
  #all = $state.raw<readonly SavedQuery[]>();
  #error = $state.raw<QueryError>();

  /** Undefined until they have come. */
  get all(): readonly SavedQuery[] | undefined {
    return this.#all;
  }

  get error(): QueryError | undefined {
    return this.#error;
  }

  async load(): Promise<void> {
    try {
      this.#all = await askSaved();
      this.#error = undefined;
    } catch (cause) {
      this.#error =
        cause instanceof QueryError ? cause : new QueryError('unexpected', String(cause));
    }
  }

  /** Keeps a query; a new one where `id` is null. Throws a QueryError. */
  async save(id: string | null, draft: QueryDraft): Promise<SavedQuery> {
    const saved = await saveQuery(id ?? newId(), draft);
    this.#all = [saved, ...(this.#all ?? []).filter((query) => query.id !== saved.id)];
    return saved;
  }

  /** Throws a QueryError. */
  async remove(id: string): Promise<void> {
    await deleteQuery(id);
    this.#all = this.#all?.filter((query) => query.id !== id);
  }
}

export const savedQueries = new SavedQueries();
