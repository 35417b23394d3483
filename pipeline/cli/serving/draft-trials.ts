import { tryDraft, trialNeeds, type Trial, type TrialResult } from '../../decision/index.ts';
import { modelsStopped, policyFilesOf } from '../../warehouse/index.ts';
import { apart } from '../apart/apart.ts';
import { besideNewest } from './beside-newest.ts';
import { Turns } from './turns.ts';

/** How long a trial that fits the history model may take, in milliseconds. */
const TIME_LIMIT = 180_000;

/**
 * Tries drafts of a warehouse's policy beside the snapshot that is published then, one after another. One that
 * enters the history model takes seconds: such ones have turns of their own and a process of their own.
 */
export class DraftTrials {
  readonly #refits = new Turns();

  /** @param turns of whatever else runs models in this process */
  constructor(
    private readonly dir: string,
    private readonly turns: Turns,
  ) {}

  /** @throws Failure as `tryDraft` and `besideNewest`, `models_stopped`; the signal's reason */
  async try(trial: Trial, signal: AbortSignal): Promise<TrialResult> {
    const files = policyFilesOf(this.dir);
    if (trialNeeds(files, trial).historyFields.length === 0)
      return this.turns.take(() =>
        besideNewest(this.dir, (models) => tryDraft(models, files, trial, signal), { signal }),
      );
    return this.#refits.take(async () => {
      const late = AbortSignal.timeout(TIME_LIMIT);
      try {
        const input = { warehouse: this.dir, trial };
        return await apart('trial', input, AbortSignal.any([signal, late]));
      } catch (error) {
        throw error === late.reason ? modelsStopped() : error;
      }
    });
  }
}
