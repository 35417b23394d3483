import { sendFile, type FileReport } from '../../data/actions.ts';
import { publishing } from '../../data/publishing.svelte.ts';
import { QueryError } from '../../data/query-error.ts';

/** A file that was given to the page, and what has become of it. */
export interface Upload {
  readonly key: number;
  readonly name: string;
  readonly state: 'waiting' | 'sending' | 'done' | 'failed';
  readonly reports: readonly FileReport[];
  /** Why it could not be sent, or not be taken in. */
  readonly error?: QueryError;
}

/** Files given to the page: sent one after another, the newest first in the list. */
class Uploads {
  #all = $state.raw<readonly Upload[]>([]);
  #next = 0;
  readonly #queue: { key: number; file: File }[] = [];
  #sending = false;

  get all(): readonly Upload[] {
    return this.#all;
  }

  /** How many are still on their way. */
  get left(): number {
    return this.#all.filter(({ state }) => state === 'waiting' || state === 'sending').length;
  }

  add(files: readonly File[]): void {
    const added = files.map((file) => ({ key: this.#next++, file }));
    this.#queue.push(...added);
    const waiting = added.map(({ key, file }): Upload => ({
      key,
      name: file.name,
      state: 'waiting',
      reports: [],
    }));
    this.#all = [...waiting.reverse(), ...this.#all];
    if (!this.#sending) void this.#send();
  }

  /** Forgets those that are done. */
  clear(): void {
    this.#all = this.#all.filter(({ state }) => state === 'waiting' || state === 'sending');
  }

  async #send(): Promise<void> {
    this.#sending = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      const { key, file } = next;
      this.#change(key, { state: 'sending' });
      try {
        const { files, publication } = await sendFile(file);
        this.#change(key, { state: 'done', reports: files });
        publishing.follow(publication);
      } catch (cause) {
        const error =
          cause instanceof QueryError ? cause : new QueryError('unexpected', String(cause));
        this.#change(key, { state: 'failed', error });
      }
    }
    this.#sending = false;
  }

  #change(key: number, change: Partial<Upload>): void {
    this.#all = this.#all.map((upload) => (upload.key === key ? { ...upload, ...change } : upload));
  }
}

export const uploads = new Uploads();
