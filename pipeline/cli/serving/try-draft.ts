import {
  historyStepFrom,
  tryDraft,
  trialNeeds,
  type Trial,
  type TrialResult,
} from '../../decision/index.ts';
import { policyFilesOf } from '../../warehouse/index.ts';
import { besideNewest } from './beside-newest.ts';

/** Tries a draft with the history model fitted and told anew, in this process. */
export async function tryDraftBeside(dir: string, trial: Trial): Promise<TrialResult> {
  const files = policyFilesOf(dir);
  const { historyFrom } = trialNeeds(files, trial);
  return besideNewest(dir, (models) => tryDraft(models, files, trial), {
    steps: [historyStepFrom(historyFrom)],
  });
}
