import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { resumed } from './resumed.ts';

const compress = promisify(brotliCompress);

/** Brotli's own default of 11 takes longer than sending the bytes. */
export const BROTLI_PARAMETERS = { [constants.BROTLI_PARAM_QUALITY]: 4 } as const;

/** An answer of one snapshot, ready to be sent. */
export interface KeptAnswer {
  readonly type: string;
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
  /** By tag; what fails, or is too large, comes to nothing. */
  readonly #making = new Map<string, Promise<KeptAnswer | undefined>>();
  /** Tags of answers that are too large to be kept. */
  readonly #tooLarge = new Set<string>();

  /** @param type the media type of all of them */
  constructor(private readonly type: string) {}

  find(snapshot: string, tag: string): KeptAnswer | undefined {
    if (snapshot !== this.#snapshot) return undefined;
    const answer = this.#answers.get(tag);
    if (answer) {
      this.#answers.delete(tag);
      this.#answers.set(tag, answer);
    }
    return answer;
  }

  /**
   * The answer under a tag. When a snapshot is published everybody asks for the same at once: it is made
   * for the first of them, and the others wait.
   * @param begin begins to make it
   * @returns the answer, or its pieces where it is too large to be kept
   */
  async findOrMake(
    snapshot: string,
    tag: string,
    begin: () => Promise<AsyncGenerator<Piece, void>>,
  ): Promise<KeptAnswer | Pieces> {
    const there = this.find(snapshot, tag);
    if (there) return there;
    for (let making = this.#making.get(tag); making; making = this.#making.get(tag)) {
      const made = await making;
      if (made) return made;
    }
    const made = this.#make(snapshot, tag, begin);
    if (this.#tooLarge.has(tag)) return made;
    const making = made.then(
      (answer) => ('plain' in answer ? answer : undefined),
      () => undefined,
    );
    this.#making.set(tag, making);
    void making.then(() => this.#making.delete(tag));
    return made;
  }

  /** Keeps an answer, unless the snapshot is an older one; gives it as it is to be sent. */
  async keep(snapshot: string, tag: string, plain: Buffer): Promise<KeptAnswer> {
    const brotli = await compress(plain, {
      params: { ...BROTLI_PARAMETERS, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
    });
    const answer = { type: this.type, plain, brotli };
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

  async #make(
    snapshot: string,
    tag: string,
    begin: () => Promise<AsyncGenerator<Piece, void>>,
  ): Promise<KeptAnswer | Pieces> {
    const gathered = await gather(await begin(), LARGEST_BYTES);
    if ('whole' in gathered) return this.keep(snapshot, tag, gathered.whole);
    this.#tooLarge.add(tag);
    return gathered;
  }

  #drop(tag: string): void {
    const answer = this.#answers.get(tag);
    if (answer && this.#answers.delete(tag)) this.#bytes -= bytesOf(answer);
  }

  #forget(): void {
    this.#answers.clear();
    this.#tooLarge.clear();
    this.#bytes = 0;
  }
}

type Piece = string | Uint8Array;

/** An answer piece by piece. */
interface Pieces {
  readonly pieces: AsyncIterableIterator<Piece, void>;
}

/** The pieces of an answer: all at once where they are few, or one by one. */
type Gathered = { readonly whole: Buffer } | Pieces;

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
