import type { Received } from '../models/world.ts';
import { activity, handIn } from './small-campaign.ts';

/** A correction: the file replaces another, which is withdrawn as a whole. */
export const correction = (item: Received, of: Received): Received => ({
  ...item,
  file: `${of.file} corrected`,
  replaces: of.file,
});

/** A training of March, and a correction of May that says it was none of March. */
export const training = activity('A', '2025-03-12', '2025-03-20 10:00:00');
export const elsewhere = correction(
  activity('A', '2025-05-02', '2025-05-10 10:00:00', { report_month: '2025-03-01' }),
  training,
);

/** A paper that excuses A from the first item, and a correction of May that says it was a plan. */
export const exemption = handIn('A', '2025-02-10', '2025-02-12 10:00:00', {
  document: 'exemption',
  campaign: 'small',
  item: '1',
});
export const planInstead = correction(handIn('A', '2025-02-10', '2025-05-10 10:00:00'), exemption);
