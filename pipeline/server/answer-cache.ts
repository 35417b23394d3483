import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { resumed } from './resumed.ts';

const compress = promisify(brotliCompress);

/** Brotli's own default of 11 takes longer than sending the bytes. */
export const BROTLI_PARAMETERS = { [constants.BROTLI_PARAM_QUALITY]: 4 } as const;

/** An answer of one snapshot, ready to be sent. */
export interface KeptAnswer {
  readonly plain: Buffer;
  readonly brotli: Buffer;
}

/** What all kept answers may take, and one of them before it is compressed. */
const ALL_BYTES = 48_000_000;
export const LARGEST_BYTES = 3_000_000;

const bytesOf = ({ plain, brotli }: KeptAnswer): number => plain.length + brotli.length;

/**
 * Answers of the newest snapshot by their entity tags: what one reader was told need not be asked of the
 * database again for the next who may see the same. Those not asked for the longest make room.
 */
export class AnswerCache {
  #snapshot = '';
  #bytes = 0;
  /** By tag, in the order in which they were last asked for. */
  readonly #answers = new Map<string, KeptAnswer>();

  find(snapshot: string, tag: string): KeptAnswer | undefined {
    if (snapshot !== this.#snapshot) return undefined;
    const answer = this.#answers.get(tag);
    if (answer) {
      this.#answers.delete(tag);
      this.#answers.set(tag, answer);
    }
    return answer;
  }

  /** Keeps an answer, unless the snapshot is an older one; gives it as it is to be sent. */
  async keep(snapshot: string, tag: string, plain: Buffer): Promise<KeptAnswer> {
    const brotli = await compress(plain, {
      params: { ...BROTLI_PARAMETERS, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
    });
    const answer = { plain, brotli };
    // Snapshots are named by when they were built.
    if (snapshot < this.#snapshot) return answer;
    if (snapshot > this.#snapshot) this.#forget();
    this.#snapshot = snapshot;
    this.#drop(tag);
    this.#answers.set(tag, answer);
    this.#bytes += bytesOf(answer);
    for (const oldest of this.#answers.keys()) {
      if (this.#bytes <= ALL_BYTES) break;
      this.#drop(oldest);
    }
    return answer;
  }

  #drop(tag: string): void {
    const answer = this.#answers.get(tag);
    if (answer && this.#answers.delete(tag)) this.#bytes -= bytesOf(answer);
  }

  #forget(): void {
    this.#answers.clear();
    this.#bytes = 0;
  }
}

type Piece = string | Uint8Array;

/** The pieces of an answer: all at once where they are few, or one by one. */
type Gathered =
  { readonly whole: Buffer } | { readonly pieces: AsyncIterableIterator<Piece, void> };

/**
 * Makes the pieces of an answer up to a size, and at least the first.
 * @param most in bytes; what has no more is given whole
 */
export async function gather(pieces: AsyncGenerator<Piece, void>, most: number): Promise<Gathered> {
  const gathered: Uint8Array[] = [];
  let bytes = 0;
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    const piece = typeof next.value === 'string' ? Buffer.from(next.value) : next.value;
    gathered.push(piece);
    bytes += piece.length;
    if (bytes > most) return { pieces: resumed<Piece>(gathered, pieces) };
  }
  return { whole: Buffer.concat(gathered) };
}
