import { once } from 'node:events';
import { Socket } from 'node:net';

/** File descriptor on which a worker's answers leave it. */
const DATA_DESCRIPTOR = 4;

const LARGEST_FRAME = 1 << 20;

/**
 * The worker's end of the pipe on which answers go: frames of a length in four bytes, little-endian, and
 * so many bytes; a length of 0 ends an answer. Who writes waits while the other end does not read.
 */
export class DataPipe {
  readonly #socket = new Socket({ fd: DATA_DESCRIPTOR, readable: false, writable: true });

  constructor() {
    // The other end is gone: nobody is left to work for.
    this.#socket.on('error', () => process.exit(0));
  }

  async write(piece: string | Uint8Array): Promise<void> {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
    for (let at = 0; at < bytes.length; at += LARGEST_FRAME)
      await this.#frame(bytes.subarray(at, at + LARGEST_FRAME));
  }

  async end(): Promise<void> {
    await this.#frame(new Uint8Array());
  }

  async #frame(bytes: Uint8Array): Promise<void> {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    this.#socket.write(length);
    if (!this.#socket.write(bytes)) await once(this.#socket, 'drain');
  }
}
