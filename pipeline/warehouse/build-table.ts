import { text, wallClock } from '../contracts/index.ts';
import type { TableData } from '../contracts/table-data.ts';
import { programLabel } from './program.ts';

/** `policy.build`: the variables of one build, as a table of one row so that models can join them. */
export const buildTable = (
  snapshotId: string,
  month: string,
  now: Date,
  program: string,
): TableData => ({
  schema: 'policy',
  table: 'build',
  comment: text('本次生成的参数：一行', 'Variables of this build: one row'),
  columns: [
    { name: 'as_of_month', type: 'date', label: text('截至月份', 'Newest month decided') },
    { name: 'snapshot_id', type: 'varchar', label: text('快照编号', 'Snapshot') },
    { name: 'published_at', type: 'timestamp', label: text('公布时间', 'Published at') },
    { name: 'program', type: 'varchar', label: programLabel },
  ],
  rows: [[`${month}-01`, snapshotId, wallClock(now), program]],
});
