import { existsSync } from 'node:fs';
import { loadCampaigns, readCampaignFiles } from '../campaigns/index.ts';
import { backtestStep, historyStep, loadPolicies, type Previous } from '../decision/index.ts';
import {
  currentSnapshot,
  openSnapshot,
  policyFilesOf,
  type BuildOptions,
} from '../warehouse/index.ts';

/**
 * What a build of a warehouse reads beside the rows received: the policy (ours and the bureau's own), the
 * campaigns, and the steps that SQL cannot say.
 * @throws Failure for a policy or campaign file that is wrong
 */
export const buildInputs = (warehouse: string): Pick<BuildOptions, 'policyTables' | 'steps'> => ({
  policyTables: [...loadPolicies(policyFilesOf(warehouse)), ...loadCampaigns(readCampaignFiles())],
  steps: [historyStep, backtestStep(() => previousSnapshot(warehouse))],
});

/** The snapshot that readers see while the next is built; undefined where there is none to read. */
async function previousSnapshot(warehouse: string): Promise<Previous | undefined> {
  const snapshot = currentSnapshot(warehouse);
  if (!snapshot || !existsSync(snapshot.path)) return undefined;
  const instance = await openSnapshot(snapshot);
  return { connection: await instance.connect(), close: () => instance.closeSync() };
}
