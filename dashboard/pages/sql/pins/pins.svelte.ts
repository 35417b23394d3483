import { QueryError } from '../../../data/query-error.ts';
import { newId } from '../../../data/sql/id.ts';
import { askPins, deletePin, savePin, type Pin, type PinDraft } from '../../../data/sql/kept.ts';

/** What the reader has pinned to a page of their own. */
class Pins {
  #all = $state.raw<readonly Pin[]>();
  #error = $state.raw<QueryError>();

  /** In their order; undefined until they have come. */
  get all(): readonly Pin[] | undefined {
    return this.#all;
  }

  get error(): QueryError | undefined {
    return this.#error;
  }

  async load(): Promise<void> {
    try {
      this.#set(await askPins());
    } catch (cause) {
      this.#error =
        cause instanceof QueryError ? cause : new QueryError('unexpected', String(cause));
    }
  }

  /** Pins an answer below the others. Throws a QueryError. */
  async add(draft: Omit<PinDraft, 'position'>): Promise<void> {
    const pins = this.#all ?? (await askPins());
    const position = Math.max(0, ...pins.map((pin) => pin.position)) + 1;
    const pin = await savePin(newId(), { ...draft, position });
    this.#set([...pins, pin]);
  }

  /** Throws a QueryError. */
  async change(pin: Pin, change: Partial<PinDraft>): Promise<void> {
    const { title, sql, parameters, view, chart, position } = { ...pin, ...change };
    const saved = await savePin(pin.id, { title, sql, parameters, view, chart, position });
    this.#set((this.#all ?? []).map((each) => (each.id === saved.id ? saved : each)));
  }

  /** Lets a pin change places with its neighbour. Throws a QueryError. */
  async move(pin: Pin, by: 1 | -1): Promise<void> {
    const pins = this.#all ?? [];
    const other = pins[pins.findIndex(({ id }) => id === pin.id) + by];
    if (!other) return;
    const { position } = pin;
    await this.change(pin, { position: other.position });
    await this.change(other, { position });
  }

  /** Throws a QueryError. */
  async remove(id: string): Promise<void> {
    await deletePin(id);
    this.#set((this.#all ?? []).filter((pin) => pin.id !== id));
  }

  #set(pins: readonly Pin[]): void {
    this.#all = [...pins].sort((first, second) => first.position - second.position);
    this.#error = undefined;
  }
}

export const pins = new Pins();
