import { text } from '../../contracts/index.ts';
import type { TableData } from '../../contracts/table-data.ts';
import type { CampaignCalendar } from '../campaign.ts';
import { periodsOf } from '../falls-due.ts';
import { column, dayIn, span, table, type Run } from './columns.ts';

/** The stretches of time in which recurring things fall due, for the years in which campaigns run. */
export function periodTable(calendar: CampaignCalendar, runs: readonly Run[]): TableData {
  const years = runs.flatMap((run) =>
    [run.campaign.from, run.campaign.to].map((day) => Number(dayIn(run)(day).slice(0, 4))),
  );
  const periods =
    years.length === 0 ? [] : periodsOf(calendar, Math.min(...years) - 1, Math.max(...years));
  return table(
    'period',
    text('每种频次每个周期一行', 'One row per recurrence and period'),
    [column('recurs', 'varchar', '频次', 'How often'), ...span],
    periods.map(({ every, from, to }) => [every, from, to]),
  );
}
