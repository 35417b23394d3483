import type { TeamsVersion } from '../../data/teams.ts';
import { formatTime } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';

/** When a file of teams was handed in, and by whom, where that one had signed in. Reactive. */
export function handedIn({ handed_in_at, handed_in_by: by }: TeamsVersion): string {
  const time = formatTime(handed_in_at);
  return by === null
    ? t('plan.teams.handed_in_unsigned', { time })
    : t('plan.teams.handed_in', { time, by });
}
