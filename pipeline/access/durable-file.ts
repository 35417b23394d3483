import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure, makeFolder, text, writeAtomically } from '../contracts/index.ts';
import { locked } from './file-lock.ts';

/** What identifies the state of a file on disk; changes with every replacement. */
const stampOf = (path: string): string => {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found ? `${found.ino} ${found.mtimeNs} ${found.size}` : '';
};

/**
 * A small JSON file that several processes read and change: replaced as a whole, so that a crash leaves
 * the old or the new; readable by its owner alone.
 */
export class DurableFile<Content> {
  #stamp: string | undefined;
  #content: Content;

  /**
   * @param empty what a file that is not there yet holds
   * @param read makes the content of what was parsed; throws where it is none
   */
  constructor(
    readonly path: string,
    private readonly empty: Content,
    private readonly read: (parsed: unknown) => Content,
  ) {
    this.#content = empty;
  }

  /**
   * The content, read anew where another process replaced it.
   * @throws Failure `access_file_damaged`
   */
  get(): Content {
    const stamp = stampOf(this.path);
    if (stamp === this.#stamp) return this.#content;
    this.#content = stamp === '' ? this.empty : this.#parse();
    this.#stamp = stamp;
    return this.#content;
  }

  /** Replaces the content by what `change` makes of the newest; nobody else changes it meanwhile. */
  change(change: (content: Content) => Content): Content {
    makeFolder(dirname(this.path), 0o700);
    return locked(this.path, () => {
      this.#stamp = undefined;
      const next = change(this.get());
      writeAtomically(this.path, `${JSON.stringify(next, undefined, 1)}\n`);
      this.#content = next;
      this.#stamp = stampOf(this.path);
      return next;
    });
  }

  #parse(): Content {
    try {
      return this.read(JSON.parse(readFileSync(this.path, 'utf8')));
    } catch (cause) {
      throw new Failure(
        'access_file_damaged',
        text('登录数据文件已损坏', 'A file of the sign-in is damaged'),
        {
          where: { file: this.path },
          cause,
          hint: text('请从备份恢复', 'Restore it from a backup'),
        },
      );
    }
  }
}
