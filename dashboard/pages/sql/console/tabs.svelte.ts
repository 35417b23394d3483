import { newId } from '../../../data/sql/id.ts';
import { t } from '../../../i18n/translate.ts';
import type { Asked } from '../address.ts';
import { readStored, store } from './stored.ts';

/** A tab of the editor: its text, the values last given to its parameters, and what it last asked. */
export interface Tab {
  readonly id: string;
  /** What the reader called it; null: named after its text. */
  readonly title: string | null;
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string | null>>;
  readonly asked: Asked | null;
  /** The saved query it was opened from. */
  readonly saved: string | null;
}

const STORED_AS = 'sql.tabs';
/** How long writing goes on before it is kept, ms. */
const KEEP_AFTER = 300;

const newTab = (given: Partial<Tab> = {}): Tab => ({
  id: newId(),
  title: null,
  sql: '',
  parameters: {},
  asked: null,
  saved: null,
  ...given,
});

/** The tabs of the editor, kept in this browser. There is always at least one. */
export class Tabs {
  #all = $state.raw<readonly Tab[]>([]);
  #activeId = $state('');
  #timer: number | undefined;

  constructor() {
    const stored = readStored(STORED_AS);
    const { tabs = [], active = '' } = isStored(stored) ? stored : {};
    this.#all = tabs.length > 0 ? tabs : [newTab()];
    this.#activeId = this.#all.some(({ id }) => id === active) ? active : (this.#all[0]?.id ?? '');
  }

  get all(): readonly Tab[] {
    return this.#all;
  }

  get active(): Tab {
    const found = this.#all.find(({ id }) => id === this.#activeId) ?? this.#all[0];
    if (!found) throw new RangeError('there is no tab');
    return found;
  }

  activate(id: string): void {
    this.#activeId = id;
    this.#keep();
  }

  /** Opens a tab, in the place of the active one where that is empty. */
  open(given: Partial<Tab>): Tab {
    const tab = newTab(given);
    const empty = this.active.sql.trim() === '' && this.active.title === null;
    this.#all =
      empty && given.sql
        ? this.#all.map((each) => (each.id === this.#activeId ? tab : each))
        : [...this.#all, tab];
    this.activate(tab.id);
    return tab;
  }

  /** Closes a tab; its neighbour takes over, or an empty one after the last. */
  close(id: string): void {
    const at = this.#all.findIndex((tab) => tab.id === id);
    const left = this.#all.filter((tab) => tab.id !== id);
    this.#all = left.length > 0 ? left : [newTab()];
    if (id === this.#activeId) {
      this.#activeId = this.#all[Math.max(0, Math.min(at, this.#all.length - 1))]?.id ?? '';
    }
    this.#keep();
  }

  change(id: string, change: Partial<Omit<Tab, 'id'>>): void {
    this.#all = this.#all.map((tab) => (tab.id === id ? { ...tab, ...change } : tab));
    this.#keep();
  }

  #keep(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.flush(), KEEP_AFTER);
  }

  /** Keeps what is still to be kept, at once. */
  flush(): void {
    window.clearTimeout(this.#timer);
    store(STORED_AS, { tabs: this.#all, active: this.#activeId });
  }
}

/** What a tab is called: its own title, its first comment, or its first words. */
export function tabTitle({ title, sql }: Tab): string {
  if (title !== null) return title;
  const [, comment] = /^--\s*(\S.*)/.exec(sql.trim()) ?? [];
  const words = (comment ?? sql).replaceAll(/\s+/g, ' ').trim();
  if (words === '') return t('sql.tab.new');
  return words.length > 40 ? `${words.slice(0, 39)}…` : words;
}

const isStored = (
  value: unknown,
): value is { readonly tabs: readonly Tab[]; readonly active: string } =>
  typeof value === 'object' &&
  value !== null &&
  'tabs' in value &&
  Array.isArray(value.tabs) &&
  value.tabs.every(isTab) &&
  'active' in value &&
  typeof value.active === 'string';

const isTab = (value: unknown): value is Tab =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'sql' in value &&
  typeof value.sql === 'string' &&
  'parameters' in value &&
  typeof value.parameters === 'object' &&
  value.parameters !== null &&
  'title' in value &&
  (value.title === null || typeof value.title === 'string') &&
  'asked' in value &&
  typeof value.asked === 'object' &&
  'saved' in value;
