import { basename } from 'node:path';
import { Failure, text } from '../../contracts/index.ts';
import { readCapacity, textOfCapacity, type Capacity } from '../../planning/capacity.ts';
import {
  capacityFileId,
  CapacityStore,
  type CapacityFile,
  type HandIn,
} from '../../planning/capacity-store.ts';
import { knownAreas } from './ground.ts';

const IN_FORCE = 'capacity.yaml';

/** A time that a file of teams was handed in, and whether it is the one in force since. */
export interface CapacityVersion extends HandIn {
  readonly in_force: boolean;
}

/** A warehouse's files of teams: the one in force, those before it, and how another takes its place. */
export class CapacityDesk {
  readonly #store: CapacityStore;

  constructor(private readonly dir: string) {
    this.#store = new CapacityStore(dir);
  }

  /** Whether the bureau has given its file of teams. */
  get hasOne(): boolean {
    return this.#store.hasOne;
  }

  /** The file of teams in force, as it was given. @throws Failure `capacity_missing` */
  inForce(): CapacityFile {
    if (this.hasOne) return { name: IN_FORCE, content: this.#store.inForce() };
    throw new Failure(
      'capacity_missing',
      text('还没有检查力量文件', 'There is no file of teams yet'),
      {
        where: { file: this.#store.inForceFile },
        hint: text(
          '在计划页提交，或用 xiaoan plan --capacity 文件 提供检查组、人员和出组天数',
          'Give teams, inspectors and days on the page of plans, or with xiaoan plan --capacity FILE',
        ),
      },
    );
  }

  /** The teams of a file that is kept, whatever areas there are now; undefined where it is not. */
  kept(fileId: string): Capacity | undefined {
    const content = this.#store.kept(fileId);
    return content === undefined ? undefined : readCapacity(`${fileId}.yaml`, content);
  }

  /**
   * Checks a file of teams and makes it the one in force.
   * @param file name shown in failures
   * @param by who hands it in; null where nobody signs in
   * @throws Failure `capacity_invalid`
   */
  async take(file: string, bytes: Uint8Array, by: string | null): Promise<HandIn> {
    return this.#takeContent(file, textOfCapacity(file, bytes), by);
  }

  /**
   * Makes an earlier file the one in force again, checked as one that is handed in.
   * @throws Failure `capacity_unknown`, `capacity_invalid`
   */
  async bringBack(fileId: string, by: string | null): Promise<HandIn> {
    const name = this.#store.handIns().find(({ file_id }) => file_id === fileId)?.file_name;
    return this.#takeContent(name ?? IN_FORCE, this.contentOf(fileId), by);
  }

  /** A file that is kept or in force, as it was given. @throws Failure `capacity_unknown` */
  contentOf(fileId: string): string {
    const content = this.#store.kept(fileId);
    if (content !== undefined) return content;
    if (this.hasOne && capacityFileId(this.inForce().content) === fileId)
      return this.inForce().content;
    throw new Failure(
      'capacity_unknown',
      text('没有这份检查力量文件', 'There is no such file of teams'),
      { hint: text('刷新页面，从列表中选择', 'Load the page again and choose from the list') },
    );
  }

  /** Each time that a file was handed in, the newest first; the one in force among them. */
  versions(): CapacityVersion[] {
    const unkept = this.#unkept();
    const handIns = [...(unkept ? [unkept] : []), ...this.#store.handIns()];
    const id = this.hasOne ? capacityFileId(this.inForce().content) : '';
    const at = handIns.findIndex(({ file_id }) => file_id === id);
    return handIns.map((handIn, index) => ({ ...handIn, in_force: index === at }));
  }

  /** Keeps the file in force where it is not yet: one of an older Xiaoan, or put in its place by hand. */
  keepInForce(): void {
    const handIn = this.#unkept();
    if (handIn) this.#store.keep(this.inForce().content, handIn);
  }

  async #takeContent(file: string, content: string, by: string | null): Promise<HandIn> {
    const capacity = readCapacity(file, content, await knownAreas(this.dir));
    this.keepInForce();
    const handIn = handInOf(capacity, content, new Date().toISOString(), by);
    this.#store.take(content, handIn);
    return handIn;
  }

  /** The file in force as one that nobody handed in; undefined where it is kept already, wrong, or there is none. */
  #unkept(): HandIn | undefined {
    if (!this.hasOne) return undefined;
    const { name, content } = this.inForce();
    if (this.#store.kept(capacityFileId(content)) !== undefined) return undefined;
    try {
      return handInOf(readCapacity(name, content), content, this.#store.inForceSince(), null);
    } catch (error) {
      if (error instanceof Failure) return undefined;
      throw error;
    }
  }
}

const handInOf = (
  { file, version, teams }: Capacity,
  content: string,
  at: string,
  by: string | null,
): HandIn => ({
  file_id: capacityFileId(content),
  file_name: basename(file),
  capacity_version: version,
  teams: teams.length,
  inspectors: teams.reduce((sum, { inspectors }) => sum + inspectors.length, 0),
  handed_in_at: at,
  handed_in_by: by,
});
