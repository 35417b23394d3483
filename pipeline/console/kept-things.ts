import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, makeFolder, text, writeAtomically } from '../contracts/index.ts';
import type { KeptQuery, Pin, PinDraft, QueryDraft } from '../server/index.ts';

/** Saved queries, and pins, that one reader may keep. */
const MOST = 500;

type StoredQuery = Omit<KeptQuery, 'mine'>;
type StoredPin = Omit<Pin, 'mine'> & { readonly owner: string };

/** As its owner sees it. */
function pinOf(stored: StoredPin): Pin {
  const { id, title, sql, parameters, view, chart, position, updated_at } = stored;
  return { id, title, sql, parameters, view, chart, position, updated_at, mine: true };
}

/**
 * What readers keep: queries, which they may share with all, and pins, which are theirs alone. Each kind
 * is one file in the folder, read once and written anew, whole, at each change.
 */
export class KeptThings {
  readonly #queries: Store<StoredQuery>;
  readonly #pins: Store<StoredPin>;

  constructor(folder: string) {
    this.#queries = new Store(join(folder, 'queries.json'), 'queries');
    this.#pins = new Store(join(folder, 'pins.json'), 'pins');
  }

  /** The reader's own and those that others share, the newest first. */
  queries(reader: string): KeptQuery[] {
    return this.#queries
      .all()
      .filter(({ owner, shared }) => shared || owner === reader)
      .sort((a, b) => (a.updated_at < b.updated_at ? 1 : -1))
      .map((query) => ({ ...query, mine: query.owner === reader }));
  }

  /** @throws Failure `kept_not_yours`, `kept_too_many` */
  keepQuery(reader: string, id: string, draft: QueryDraft): KeptQuery {
    const query = { id, ...draft, owner: reader, updated_at: new Date().toISOString() };
    this.#queries.keep(reader, query);
    return { ...query, mine: true };
  }

  /** @throws Failure `kept_unknown`, `kept_not_yours` */
  forgetQuery(reader: string, id: string): void {
    this.#queries.forget(reader, id);
  }

  /** The reader's own, in their order. */
  pins(reader: string): Pin[] {
    return this.#pins
      .all()
      .filter(({ owner }) => owner === reader)
      .sort((a, b) => a.position - b.position || (a.updated_at < b.updated_at ? -1 : 1))
      .map(pinOf);
  }

  /** @throws Failure `kept_not_yours`, `kept_too_many` */
  keepPin(reader: string, id: string, draft: PinDraft): Pin {
    const pin = { id, ...draft, updated_at: new Date().toISOString() };
    this.#pins.keep(reader, { ...pin, owner: reader });
    return { ...pin, mine: true };
  }

  /** @throws Failure `kept_unknown`, `kept_not_yours` */
  forgetPin(reader: string, id: string): void {
    this.#pins.forget(reader, id);
  }
}

class Store<Thing extends { readonly id: string; readonly owner: string }> {
  #things: Map<string, Thing> | undefined;

  constructor(
    private readonly file: string,
    private readonly key: string,
  ) {}

  all(): Thing[] {
    return [...this.#read().values()];
  }

  keep(reader: string, thing: Thing): void {
    const things = this.#read();
    const old = things.get(thing.id);
    if (old && old.owner !== reader) throw notYours();
    const own = [...things.values()].filter(({ owner }) => owner === reader).length;
    if (!old && own >= MOST) throw tooMany();
    this.#write(new Map(things).set(thing.id, thing));
  }

  forget(reader: string, id: string): void {
    const things = new Map(this.#read());
    const old = things.get(id);
    if (!old) throw unknown();
    if (old.owner !== reader) throw notYours();
    things.delete(id);
    this.#write(things);
  }

  #read(): Map<string, Thing> {
    if (this.#things) return this.#things;
    let found: string;
    try {
      found = readFileSync(this.file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return (this.#things = new Map());
    }
    try {
      const things = (JSON.parse(found) as Record<string, Thing[]>)[this.key] ?? [];
      return (this.#things = new Map(things.map((thing) => [thing.id, thing])));
    } catch (cause) {
      throw damaged(this.file, cause);
    }
  }

  #write(things: Map<string, Thing>): void {
    makeFolder(join(this.file, '..'));
    const value = { [this.key]: [...things.values()] };
    writeAtomically(this.file, `${JSON.stringify(value, undefined, 2)}\n`);
    this.#things = things;
  }
}

const unknown = (): Failure =>
  new Failure('kept_unknown', text('没有这条保存的内容', 'There is nothing saved of that id'));

const notYours = (): Failure =>
  new Failure('kept_not_yours', text('只有保存者本人可以修改', 'Only who saved it may change it'), {
    hint: text('另存为自己的一条', 'Save it as one of your own'),
  });

const tooMany = (): Failure =>
  new Failure('kept_too_many', text(`最多保存 ${MOST} 条`, `No more than ${MOST} can be saved`), {
    hint: text('先删去不用的', 'Delete some that are not used'),
  });

const damaged = (file: string, cause: unknown): Failure =>
  new Failure('kept_damaged', text('保存的内容已损坏', 'What was saved is damaged'), {
    where: { file },
    cause,
    hint: text('从备份恢复该文件，或将其移走', 'Restore the file from a backup, or move it away'),
  });
