import type { Readable } from 'node:stream';

/** The worker's end of the pipe was closed: the process ended or was killed. */
export class WorkerGone extends Error {
  override readonly name = 'WorkerGone';
}

/** Reads the frames that a worker writes; see `worker/data-pipe.ts`. Reads no further than it is asked. */
export class Frames {
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(private readonly pipe: Readable) {
    pipe.on('readable', () => this.#wake());
    for (const event of ['end', 'close', 'error'] as const)
      pipe.on(event, () => {
        this.#ended = true;
        this.#wake();
      });
  }

  /**
   * @returns undefined at the end of an answer
   * @throws WorkerGone
   */
  async next(): Promise<Buffer | undefined> {
    const length = (await this.#exactly(4)).readUInt32LE();
    return length === 0 ? undefined : this.#exactly(length);
  }

  /** Lets go of what nobody will read any more; a pipe with something in it would never end by itself. */
  close(): void {
    this.pipe.destroy();
  }

  async #exactly(bytes: number): Promise<Buffer> {
    for (;;) {
      const piece = this.pipe.read(bytes) as Buffer | null;
      if (piece?.length === bytes) return piece;
      if (piece || this.#ended) throw new WorkerGone();
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
