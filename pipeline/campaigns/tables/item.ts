import { text } from '../../contracts/index.ts';
import type { CellValue, TableData } from '../../contracts/table-data.ts';
import { originsOf } from '../resolve.ts';
import {
  campaignId,
  column,
  dayIn,
  itemId,
  label,
  ordinal,
  pair,
  span,
  table,
  type Columns,
  type Run,
} from './columns.ts';

/** Every item of the campaigns that run, with what it points to and whether it can be measured. */
export function itemTable(runs: readonly Run[]): TableData {
  const columns: Columns = [
    campaignId,
    itemId,
    ordinal,
    column('item_number', 'integer', '事项序号', "Number in the document's plan"),
    column('phase', 'varchar', '阶段', 'Phase'),
    column('time', 'varchar', '时间', 'Time the plan puts it in'),
    column('item_type', 'varchar', '类别', 'Type'),
    column('task', 'integer', '任务', 'Task'),
    ...span,
    ...label,
    column('points_to', 'varchar', '指向事项', 'Items whose text it takes over'),
    column('obligations', 'integer', '应办事项数', 'Obligations'),
    column('is_measurable', 'boolean', '可衡量', 'Measurable'),
    column('not_measurable_zh', 'varchar', '无法衡量的原因（中文）', 'Why not, in Chinese'),
    column('not_measurable_en', 'varchar', '无法衡量的原因（英文）', 'Why not, in English'),
  ];
  const rows = runs.flatMap((run) =>
    run.campaign.items.map((item, index): CellValue[] => {
      const origins = originsOf(item, run.campaign);
      const obligations = origins.reduce((sum, origin) => sum + origin.obligations.length, 0);
      const reason = origins.find(({ notMeasurable }) => notMeasurable)?.notMeasurable;
      return [
        run.id,
        item.item,
        index + 1,
        item.number,
        item.phase,
        item.time,
        item.type,
        item.task ?? origins[0]?.task ?? null,
        dayIn(run)(item.from),
        dayIn(run)(item.to),
        ...pair(item.label),
        item.pointer ? origins.map((origin) => origin.item).join(', ') : null,
        obligations,
        obligations > 0,
        obligations > 0 ? null : (reason?.zh ?? null),
        obligations > 0 ? null : (reason?.en ?? null),
      ];
    }),
  );
  return table('item', text('每个事项一行', 'One row per campaign and item'), columns, rows);
}
