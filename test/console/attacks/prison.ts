import { Failure } from '../../../pipeline/contracts/index.ts';
import { openConsole, type RunningConsole } from '../../../pipeline/console/index.ts';
import { bytesOf } from '../given.ts';
import { query } from '../query.ts';
import type { Attack } from './attack.ts';
import { SecretsAround } from './secrets-around.ts';

/** What came of an attack. */
export interface Result {
  readonly outcome: string;
  /** All that the attacker got to see. */
  readonly seen: string;
  readonly milliseconds: number;
}

/** Limits of the attacked console: low, so that what runs into them does soon. */
export const prisonLimits = {
  seconds: 2,
  memoryMegabytes: 256,
  diskMegabytes: 128,
  graceMilliseconds: 300,
  concurrentEach: 4,
};

/** A console with secrets around its file, and one in the environment of the process that forks workers. */
export class Prison {
  readonly #around = new SecretsAround();
  #console: RunningConsole | undefined;

  get secret(): string {
    return this.#around.secret;
  }

  async open(): Promise<void> {
    await this.#around.write();
    process.env['XIAOAN_CANARY'] = this.secret;
    const path = this.#around.snapshot;
    this.#console = openConsole({
      consoleFile: async () => ({ snapshot_id: 's', month: '2026-10', path }),
      folder: `${this.#around.folder}/console`,
      report: () => undefined,
      limits: prisonLimits,
    });
  }

  async close(): Promise<void> {
    delete process.env['XIAOAN_CANARY'];
    await this.#console?.close();
    this.#around.remove();
  }

  async attack({ sql, parameters = {} }: Pick<Attack, 'sql' | 'parameters'>): Promise<Result> {
    const console = this.#console;
    if (!console) throw new Error('the prison is not open');
    const started = performance.now();
    const end = (outcome: string, seen: string): Result => ({
      outcome,
      seen,
      milliseconds: performance.now() - started,
    });
    try {
      const values = Object.entries(parameters).map(([name, value]) => [
        name,
        value === null ? null : this.#around.placed(value),
      ]);
      const answer = await console.query('attacker', {
        ...query(this.#around.placed(sql)),
        parameters: Object.fromEntries(values) as Record<string, string | null>,
      });
      return end('ok', (await bytesOf(answer.pieces)).toString('latin1'));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const told = `${JSON.stringify(error.body('zh'))} ${JSON.stringify(error.body('en'))}`;
      return end(error.code, told);
    }
  }

  hash(): string {
    return this.#around.hash();
  }
}
