import { Worker } from 'node:worker_threads';

/** A file to be written, and who waits for it. */
interface Turn {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** What the thread says of each file: nothing, or why it could not be kept. */
type KeepAnswer = readonly (null | { readonly code: string; readonly message: string })[];

/**
 * Writes small files durably in a thread of its own: to make a file takes some filesystems as long as we
 * take to understand a small one. What is asked for while it is busy goes to the disk together, which takes
 * little longer than one. The thread starts with the first file and does not keep the process alive between
 * files.
 */
export class Keeper {
  #worker: Worker | undefined;
  #asked: Turn[] = [];
  /** What the thread is busy with. */
  #sent: readonly Turn[] = [];

  /**
   * Writes a file under a name of its own, and renames it once it would outlast a loss of power.
   * @throws Error with the `code` of the operating system, such as `ENOSPC`
   */
  keep(path: string, bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ path, bytes, resolve, reject });
      if (this.#sent.length === 0) this.#send();
    });
  }

  #send(): void {
    this.#sent = this.#asked;
    this.#asked = [];
    if (this.#sent.length === 0) {
      this.#worker?.unref();
      return;
    }
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    worker.postMessage(this.#sent.map(({ path, bytes }) => ({ path, bytes })));
  }

  #start(): Worker {
    const worker = new Worker(new URL('./keeper-thread.js', import.meta.url), { execArgv: [] });
    const lost = (error: unknown) => {
      if (worker !== this.#worker) return;
      this.#worker = undefined;
      const turns = this.#sent;
      this.#send();
      for (const { reject } of turns) reject(error);
    };
    return worker
      .on('message', (answers: KeepAnswer) => this.#answered(answers))
      .on('error', lost)
      .on('exit', (code) => lost(new Error(`the thread that keeps originals ended with ${code}`)));
  }

  #answered(answers: KeepAnswer): void {
    const turns = this.#sent;
    this.#send();
    for (const [index, { resolve, reject }] of turns.entries()) {
      const trouble = answers[index];
      if (trouble) reject(Object.assign(new Error(trouble.message), { code: trouble.code }));
      else resolve();
    }
  }
}
