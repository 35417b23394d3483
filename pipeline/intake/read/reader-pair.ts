import { availableParallelism } from 'node:os';
import type { FileKind } from '../sniff.ts';
import type { FileContent } from './content.ts';
import { Reader } from './reader.ts';

/** Larger files are read by the first thread alone: two of them at once might take the memory of both. */
const SMALL_BYTES = 1_000_000;
/** A second thread takes a while to start: worth it only where so many files wait. */
const MANY_WAITING = 8;

/**
 * Reads files in a thread of its own, and where many small ones wait in a second one, if the machine has
 * a processor for it. See {@link Reader}.
 */
export class ReaderPair {
  readonly #first = new Reader();
  readonly #second = new Reader();
  readonly #hasRoom = availableParallelism() > 1;
  #waitingForFirst = 0;
  #waitingForSecond = 0;
  #started = false;

  /** Reads one file; see {@link Reader.read}. */
  async read(kind: FileKind, bytes: Uint8Array): Promise<FileContent> {
    if (this.#secondIsFree(bytes)) {
      this.#started = true;
      this.#waitingForSecond += 1;
      return this.#second.read(kind, bytes).finally(() => (this.#waitingForSecond -= 1));
    }
    this.#waitingForFirst += 1;
    return this.#first.read(kind, bytes).finally(() => (this.#waitingForFirst -= 1));
  }

  #secondIsFree({ length }: Uint8Array): boolean {
    if (!this.#hasRoom || length > SMALL_BYTES) return false;
    if (!this.#started && this.#waitingForFirst < MANY_WAITING) return false;
    return this.#waitingForSecond < this.#waitingForFirst;
  }
}
