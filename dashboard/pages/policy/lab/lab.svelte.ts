import {
  askFields,
  askTrial,
  type Changes,
  type DraftValue,
  type PolicyField,
  type TrialResult,
} from '../../../data/policy-actions.ts';
import { QueryError } from '../../../data/query-error.ts';
import { session } from '../../../data/session.svelte.ts';
import { view } from '../../../data/view.svelte.ts';
import { place } from '../../../router/place.svelte.ts';
import { readDraft, rebalance, writeDraft } from './draft-address.ts';

/** Typing is over after so many milliseconds. */
const PAUSE = 150;

/**
 * A draft of the policy and what it would change. The address holds the draft, so a link shares it and Back
 * undoes it; the server tries it.
 */
export class Lab {
  #fields = $state.raw<readonly PolicyField[]>();
  #result = $state.raw<TrialResult>();
  #error = $state.raw<QueryError>();
  #pending = $state(false);
  #attempt = $state(0);

  readonly #changes = $derived(readDraft(place.parameter('draft'), this.#fields ?? []));

  /** @param base the version that the draft changes; read again at every use */
  constructor(private readonly base: () => string) {
    $effect(() => {
      const version = this.base();
      void this.#attempt;
      let overtaken = false;
      askFields(version)
        .then((fields) => {
          if (overtaken) return;
          this.#fields = fields;
          this.#error = undefined;
        })
        .catch((error: unknown) => {
          if (!overtaken) this.#error = asQueryError(error);
        });
      return () => {
        overtaken = true;
      };
    });
    $effect(() => this.#try());
  }

  get fields(): readonly PolicyField[] | undefined {
    return this.#fields;
  }

  get changes(): Changes {
    return this.#changes;
  }

  get changed(): boolean {
    return Object.keys(this.#changes).length > 0;
  }

  /** As if the draft had been in force for a year, or from the month shown on. */
  get since(): 'year' | 'month' {
    return place.parameter('since') === 'month' ? 'month' : 'year';
  }

  /** What the newest draft that could be tried would change; stays while the next is tried. */
  get result(): TrialResult | undefined {
    return this.#result;
  }

  /** What is wrong with the draft. */
  get error(): QueryError | undefined {
    return this.#error;
  }

  /** Asks again, after an error that the draft is not to blame for. */
  retry(): void {
    this.#attempt += 1;
  }

  get pending(): boolean {
    return this.#pending;
  }

  valueOf(field: string): DraftValue | undefined {
    return this.#changes[field] ?? this.#fields?.find((each) => each.field === field)?.value;
  }

  formerOf(field: string): DraftValue | undefined {
    return this.#fields?.find((each) => each.field === field)?.value;
  }

  /** Changes a field; its former value takes the change back. */
  set(field: string, value: DraftValue): void {
    this.#keep({ ...this.#changes, [field]: value });
  }

  /** Takes one change back. */
  restore(field: string): void {
    this.#keep(
      Object.fromEntries(Object.entries(this.#changes).filter(([name]) => name !== field)),
    );
  }

  /** Takes every change back. */
  clear(): void {
    place.change({ draft: null });
  }

  /** Has the other weights make room for those changed. */
  rebalance(): void {
    this.#keep(rebalance(this.#changes, this.#fields ?? []));
  }

  #keep(changes: Changes): void {
    place.change({ draft: writeDraft(changes, this.#fields ?? []) }, { replace: true });
  }

  #try(): (() => void) | undefined {
    if (!this.#fields) return undefined;
    // Read here so that a new snapshot has it tried again.
    void session.health?.snapshot_id;
    void this.#attempt;
    const trial = {
      base: this.base(),
      changes: this.#changes,
      month: view.month,
      since: this.since,
    };
    const abort = new AbortController();
    this.#pending = true;
    const timer = window.setTimeout(() => {
      askTrial(trial, abort.signal)
        .then((result) => {
          this.#result = result;
          this.#error = undefined;
        })
        .catch((error: unknown) => {
          if (!abort.signal.aborted) this.#error = asQueryError(error);
        })
        .finally(() => {
          if (!abort.signal.aborted) this.#pending = false;
        });
    }, PAUSE);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }
}

const asQueryError = (error: unknown): QueryError =>
  error instanceof QueryError ? error : new QueryError('unexpected', String(error));
