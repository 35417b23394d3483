import type { SqlParameters } from '../../../data/sql/api.ts';
import { parameterNames } from '../text/parameters.ts';
import { statements } from '../text/statements.ts';
import { Run } from './run.svelte.ts';

/** What was asked for at one press: the statements of a text, one after the other. */
export class RunGroup {
  #runs = $state.raw<readonly Run[]>([]);
  #cancelled = false;
  readonly total: number;

  /**
   * @param sql statements, parted by semicolons
   * @param offset where the text begins in the editor
   */
  constructor(
    readonly sql: string,
    readonly offset: number,
    readonly parameters: SqlParameters,
  ) {
    const found = statements(sql);
    this.total = found.length;
    this.ended = this.#runAll(found);
  }

  /** Settles once nothing more is begun; never rejects. */
  readonly ended: Promise<void>;

  /** The statements that were begun. */
  get runs(): readonly Run[] {
    return this.#runs;
  }

  get running(): boolean {
    return this.#runs.at(-1)?.progress === 'running';
  }

  /** The last statement begun, which is the one whose rows are shown at first. */
  get last(): Run | undefined {
    return this.#runs.at(-1);
  }

  get bytes(): number {
    return this.#runs.reduce((sum, { result }) => sum + (result?.bytes ?? 0), 0);
  }

  cancel(): void {
    this.#cancelled = true;
    this.last?.cancel();
  }

  async #runAll(found: ReturnType<typeof statements>): Promise<void> {
    for (const { text, from } of found) {
      if (this.#cancelled) return;
      const given = Object.fromEntries(
        parameterNames(text).map((name) => [name, this.parameters[name] ?? null]),
      );
      const run = new Run(text, this.offset + from, given);
      this.#runs = [...this.#runs, run];
      await run.ended;
      if (run.progress !== 'done') return;
    }
  }
}
