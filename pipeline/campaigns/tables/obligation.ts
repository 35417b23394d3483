import { text } from '../../contracts/index.ts';
import type { TableData } from '../../contracts/table-data.ts';
import type { CampaignCalendar } from '../campaign.ts';
import { placedObligations, type Placed } from '../resolve.ts';
import {
  campaignId,
  column,
  dayIn,
  itemId,
  label,
  obligationId,
  pair,
  span,
  table,
  type Run,
} from './columns.ts';

/** A name for an obligation that stays the same from build to build. */
export function idOf(run: Run, { item, origin, ordinal: place }: Placed): string {
  const taken = origin === item ? '' : `-${origin.item}`;
  const several = origin.obligations.length > 1 ? `.${place}` : '';
  return `${run.id}/${item.item}${taken}${several}`;
}

/** Every obligation of every run, in the order of the items. */
export const placedIn = (runs: readonly Run[]) =>
  runs.flatMap((run) => placedObligations(run.campaign).map((placed) => ({ run, placed })));

/** Every obligation with its recurrence, its days and what fulfils it. */
export function obligationTable(
  runs: readonly Run[],
  { acceptLateDays }: CampaignCalendar,
): TableData {
  return table(
    'obligation',
    text('每项应办事项一行', 'One row per obligation of an item'),
    [
      obligationId,
      campaignId,
      itemId,
      column('origin_item', 'varchar', '出自事项', 'Item whose text it is'),
      ...label,
      column('task', 'integer', '任务', 'Task'),
      column('recurs', 'varchar', '频次', 'How often'),
      ...span,
      column('by_date', 'date', '截止日期', 'Due on'),
      column('by_day', 'integer', '当月截止日', 'Day of the month'),
      column('months_after', 'integer', '后延月数', 'Months later'),
      column('weekday', 'integer', '星期', 'Weekday, Monday is 1'),
      column('by_week', 'integer', '学期第几周', 'Week of the term'),
      column('days_before', 'integer', '节前天数', 'Days before the festival'),
      column('in_holidays', 'boolean', '假期月份也须完成', 'Also in holiday months'),
      column('reported_by', 'varchar', '由谁报送', 'Who hands it in: unit, parent or both'),
      column('evidence', 'varchar', '完成依据', 'Evidence'),
      column('topic', 'varchar', '主题', 'Topic'),
      column(
        'accept_late_days',
        'integer',
        '逾期仍可补办天数',
        'Days it may be made up after its end',
      ),
      column('own_papers', 'boolean', '须写明本行动', 'Only papers that name the campaign'),
    ],
    placedIn(runs).map(({ run, placed }) => {
      const { obligation, item, origin } = placed;
      const day = dayIn(run);
      return [
        idOf(run, placed),
        run.id,
        item.item,
        origin.item,
        ...pair(obligation.label),
        origin.task,
        obligation.every,
        day(obligation.from),
        day(obligation.to),
        obligation.by === null ? null : day(obligation.by),
        obligation.byDay,
        obligation.monthsAfter,
        obligation.weekday,
        obligation.byWeek,
        obligation.daysBefore,
        obligation.inHolidays,
        obligation.reportedBy,
        obligation.evidence,
        obligation.topic,
        obligation.every === 'once' ? acceptLateDays : 0,
        obligation.own,
      ];
    }),
  );
}
