import { SvelteMap } from 'svelte/reactivity';
import type { SqlParameters } from '../../../data/sql/api.ts';
import { place } from '../../../router/place.svelte.ts';
import { askedHref, sameAsked, type Asked } from '../address.ts';
import { parameterNames } from '../text/parameters.ts';
import { defaultValue } from './default-value.ts';
import { history } from './history.svelte.ts';
import { RunGroup } from './run-group.svelte.ts';
import { Tabs, type Tab } from './tabs.svelte.ts';

/** Bytes of answers that are kept for tabs out of sight; the tab in sight keeps its own, however large. */
const MOST_BYTES = 256 * 2 ** 20;

/**
 * The console: its tabs and what each of them was answered. It outlives the page, so that who looks up a
 * unit finds the answer still there. The address holds what is shown; see {@link SqlConsole.follow}.
 */
export class SqlConsole {
  readonly tabs = new Tabs();
  /** By tab; the newest last. */
  readonly #groups = new SvelteMap<string, RunGroup>();
  /** What each tab has asked since the page was loaded: Back leads there again. */
  readonly #past: Record<string, readonly Asked[]> = {};

  /** What the active tab was last answered. */
  get group(): RunGroup | undefined {
    return this.#groups.get(this.tabs.active.id);
  }

  /** Values for the parameters of a text: those last given, else what suits the name. Reactive. */
  parametersFor(sql: string): SqlParameters {
    const given = this.tabs.active.parameters;
    return Object.fromEntries(
      parameterNames(sql).map((name) => [
        name,
        name in given ? (given[name] ?? null) : defaultValue(name),
      ]),
    );
  }

  /**
   * Runs a text in the active tab and has the address hold it.
   * @param offset where the text begins in the editor
   */
  run(sql: string, offset = 0): void {
    const asked = { sql, parameters: this.parametersFor(sql) };
    this.#start(this.tabs.active, asked, offset);
    place.navigate(askedHref(asked, { view: keptView() }));
  }

  cancel(): void {
    this.group?.cancel();
  }

  /** Opens a text in a tab of its own, without running it. */
  open(given: Partial<Tab>): void {
    this.tabs.open(given);
    place.navigate(this.#hrefOf(this.tabs.active));
  }

  activate(id: string): void {
    this.tabs.activate(id);
    place.navigate(this.#hrefOf(this.tabs.active));
  }

  close(id: string): void {
    this.#drop(id);
    const wasActive = this.tabs.active.id === id;
    this.tabs.close(id);
    if (wasActive) place.navigate(this.#hrefOf(this.tabs.active), { replace: true });
  }

  /**
   * Shows what the address asks for: in the tab that asked it, else in a new one, where it is run.
   * Without a query in it, the address comes to hold what the active tab shows.
   */
  follow(asked: Asked | undefined): void {
    const { active } = this.tabs;
    if (!asked) {
      if (active.asked && this.group) {
        place.navigate(askedHref(active.asked), { replace: true });
      }
      return;
    }
    const asks = (tab: Tab): boolean => tab.asked !== null && sameAsked(tab.asked, asked);
    const tab = asks(active) ? active : this.tabs.all.find(asks);
    const before = tab ?? this.tabs.all.find((each) => this.#canReturn(each, asked));
    if (before) this.tabs.activate(before.id);
    else this.tabs.open({ sql: asked.sql, parameters: asked.parameters });
    if (before && !tab) {
      this.#drop(before.id);
      this.tabs.change(before.id, { sql: asked.sql, parameters: asked.parameters });
    }
    if (!this.group) this.#start(this.tabs.active, asked, this.#offsetOf(asked.sql));
  }

  /** Runs what is shown once more. */
  again(): void {
    const { active } = this.tabs;
    if (active.asked) this.#start(active, active.asked, this.#offsetOf(active.asked.sql));
  }

  /** Whether a tab asked this before, and holds nothing that was not asked since. */
  #canReturn({ id, sql, asked: last }: Tab, asked: Asked): boolean {
    const past = this.#past[id] ?? [];
    return last?.sql === sql && past.some((each) => sameAsked(each, asked));
  }

  #offsetOf(sql: string): number {
    return Math.max(0, this.tabs.active.sql.indexOf(sql));
  }

  #start(tab: Tab, asked: Asked, offset: number): void {
    this.#drop(tab.id);
    this.tabs.change(tab.id, { asked, parameters: { ...tab.parameters, ...asked.parameters } });
    const group = new RunGroup(asked.sql, offset, asked.parameters);
    this.#groups.set(tab.id, group);
    this.#past[tab.id] = [asked, ...(this.#past[tab.id] ?? [])];
    this.#makeRoom(tab.id);
    void remember(group, asked);
  }

  /** Stops what a tab is running and lets its rows go. */
  #drop(id: string): void {
    this.#groups.get(id)?.cancel();
    this.#groups.delete(id);
  }

  #makeRoom(active: string): void {
    const others = [...this.#groups].filter(([id]) => id !== active);
    let bytes = others.reduce((sum, [, group]) => sum + group.bytes, 0);
    for (const [id, group] of others) {
      if (bytes <= MOST_BYTES) return;
      bytes -= group.bytes;
      this.#drop(id);
    }
  }

  #hrefOf({ asked, id }: Tab): string {
    return asked && this.#groups.has(id)
      ? askedHref(asked)
      : askedHref({ sql: '', parameters: {} });
  }
}

/** A chart stays a chart when its query is run again; a plan is of a query that was not run. */
const keptView = (): string | null => (place.parameter('view') === 'chart' ? 'chart' : null);

async function remember(group: RunGroup, { sql, parameters }: Asked): Promise<void> {
  const at = new Date().toISOString();
  await group.ended;
  const { last } = group;
  if (!last) return;
  const milliseconds = group.runs.reduce((sum, run) => sum + run.milliseconds, 0);
  history.add({ sql, parameters, at, rows: last.rows, milliseconds, progress: last.progress });
}

export const sqlConsole = new SqlConsole();
