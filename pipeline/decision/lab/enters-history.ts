import type { PolicyFile } from '../load-policies.ts';
import { draftFields } from './draft.ts';

/**
 * Fields that enter the history model: what it learns from (points of findings, what is serious), the prior that
 * stands in where nothing can be fitted, and by what its expectations are told (threshold, band).
 */
const ENTERS_HISTORY =
  /^(severity_points\..+|history\.(serious_points|half_life_months|prior_visits|overdispersion|above_points|band_z))$/;

/**
 * The fields of a draft that enter the history model and are other than in a version that was in force: for these
 * the model must be fitted and told anew, which takes seconds.
 * @param draft the draft's file
 * @param inForce files of the versions in force in the months tried
 * @returns in the order of the draft's file
 */
export function historyFields(
  draft: Pick<PolicyFile, 'text'>,
  inForce: readonly Pick<PolicyFile, 'text'>[],
): readonly string[] {
  const former = inForce.map(
    (file) => new Map(draftFields(file.text).map(({ field, value }) => [field, value])),
  );
  return draftFields(draft.text)
    .filter(({ field }) => ENTERS_HISTORY.test(field))
    .filter(({ field, value }) => former.some((version) => version.get(field) !== value))
    .map(({ field }) => field);
}
