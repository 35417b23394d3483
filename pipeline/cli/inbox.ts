import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Failure, text } from '../contracts/index.ts';

/** Files that programs leave beside a document while it is open or being copied. */
const PASSING =
  /^(\.|~\$|~|Thumbs\.db$|desktop\.ini$|_received\.csv$)|\.(tmp|part|partial|crdownload)$/i;

const stateOf = ({ size, mtimeMs }: Stats): string => `${size} ${mtimeMs}`;

/**
 * A folder into which files come, by whatever way: also one on another machine, where no system tells of
 * changes, so it is looked into.
 */
export class Inbox {
  /** What each file looked like at the last look. */
  #seen = new Map<string, string>();
  /** What each file looked like when it was taken. */
  readonly #taken = new Map<string, string>();

  constructor(private readonly folder: string) {}

  /**
   * Looks once.
   * @returns paths of files that have come or changed and have stood still since the last look, by name
   * @throws Failure `folder_missing`
   */
  async look(): Promise<string[]> {
    const states = await this.#states();
    const ready = [...states]
      .filter(([path, state]) => this.#seen.get(path) === state && this.#taken.get(path) !== state)
      .map(([path]) => path);
    this.#seen = states;
    return ready.sort();
  }

  /** The file was taken as it was seen last, whatever came of it. */
  taken(path: string): void {
    const state = this.#seen.get(path);
    if (state !== undefined) this.#taken.set(path, state);
  }

  async #states(): Promise<Map<string, string>> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true }).catch(
      (cause: unknown) => {
        throw new Failure(
          'folder_missing',
          text(`文件夹打不开：${this.folder}`, `The folder cannot be opened: ${this.folder}`),
          { cause, hint: text('请核对路径和权限。', 'Check the path and who may read it.') },
        );
      },
    );
    const states = new Map<string, string>();
    for (const entry of entries) {
      if (!entry.isFile() || PASSING.test(basename(entry.name))) continue;
      const path = join(entry.parentPath, entry.name);
      // Gone again between the two calls: moved away, or a passing file.
      const info = await stat(path).catch(() => undefined);
      if (info && info.size > 0) states.set(path, stateOf(info));
    }
    return states;
  }
}
