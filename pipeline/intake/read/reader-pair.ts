import { availableParallelism } from 'node:os';
import type { FileKind } from '../file-kind.ts';
import type { FileContent } from './content.ts';
import { Reader } from './reader.ts';

/** Larger files are read by the first thread alone: two of them at once might take the memory of both. */
const SMALL_BYTES = 1_000_000;
/** A second thread takes about as long to start: worth it only where the first has more to do than that. */
const START_MILLISECONDS = 500;

/**
 * Reads files in a thread of its own, and where many small ones wait in a second one, if the machine has
 * a processor for it. See {@link Reader}.
 */
export class ReaderPair {
  readonly #first = new Reader();
  readonly #second = new Reader();
  readonly #hasRoom = availableParallelism() > 1;
  #started = false;

  /** Reads one file; see {@link Reader.read}. */
  async read(kind: FileKind, bytes: Uint8Array): Promise<FileContent> {
    return (this.#secondIsFree(bytes) ? this.#second : this.#first).read(kind, bytes);
  }

  #secondIsFree({ length }: Uint8Array): boolean {
    if (!this.#hasRoom || length > SMALL_BYTES) return false;
    this.#started ||= this.#first.millisecondsToGo > START_MILLISECONDS;
    return this.#started && this.#second.waiting < this.#first.waiting;
  }
}
