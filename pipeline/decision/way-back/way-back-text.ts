import type { Locale } from '../../contracts/index.ts';
import type { WayBack } from './way-back.ts';

/** The way back to the annual check-up, in lines. */
export function wayBackText(way: WayBack, locale: Locale): string {
  const zh = locale === 'zh';
  const gates = way.gates.map(({ label, until }) =>
    zh
      ? `  · 否决项“${label.zh}”${until === null ? '在所看的月份内不会解除' : `自 ${until} 起解除`}，只能等`
      : `  · Gate “${label.en}” ${until === null ? 'stays as long as was looked' : `is lifted from ${until}`}: only time does it`,
  );
  const carried =
    way.carried === 0
      ? []
      : [
          zh
            ? `  · 有 ${way.carried} 项承自已停办的单位，须由承接方先行处理`
            : `  · Taken over from a unit that ended, to be settled first: ${way.carried}`,
        ];
  const history = way.state === 'closed' ? doubtText(way.history, zh) : [];
  const head = {
    there: zh ? '已适用全面体检。' : 'Under the annual check-up already.',
    open: zh
      ? `恢复全面体检：下月做到以下各项，此后没有新问题，自 ${way.back ?? ''} 起恢复（已按规则重算核实）：`
      : `Back to the annual check-up from ${way.back ?? ''}, if this is done next month and nothing new comes (verified by deciding anew):`,
    closed: zh
      ? '恢复全面体检：目前做什么都还不够：'
      : 'Back to the annual check-up: nothing that can be done now is enough:',
  }[way.state];
  const actions = way.actions.map(({ label }, index) => `  ${String(index + 1)}. ${label[locale]}`);
  const least =
    way.least || way.actions.length === 0
      ? []
      : [zh ? '  （组合太多，更少的未逐一试过）' : '  (too many sets to try every smaller one)'];
  return `${['', head, ...actions, ...least, ...gates, ...carried, ...history].join('\n')}\n`;
}

/** What the history model would have to say less surely, where one clean visit is not enough. */
function doubtText(doubt: WayBack['history'], zh: boolean): readonly string[] {
  if (!doubt || doubt.afterCleanVisit <= doubt.limit) return [];
  const [probability, after, limit] = [doubt.probability, doubt.afterCleanVisit, doubt.limit].map(
    (share) => String(Math.round(10 * share) / 10),
  );
  return [
    zh
      ? `  · 历次检查查出的问题仍然偏多：高于界限的概率为 ${probability}%，不超过 ${limit}% 才能恢复；下次检查没有查出问题会降到 ${after}%`
      : `  · What visits found so far speaks against it: its rate is above the threshold with ${probability}%, at most ${limit}% lets it go; a clean next visit makes it ${after}%`,
  ];
}
