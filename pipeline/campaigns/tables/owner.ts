import { text } from '../../contracts/index.ts';
import type { CellValue, TableData } from '../../contracts/table-data.ts';
import type { Owner, UnitGroup } from '../campaign.ts';
import { column, obligationId, table, type Run } from './columns.ts';
import { idOf, placedIn } from './obligation.ts';

/** A row for each kind of a group, or one for a body; bodies that cover units have the units' kinds too. */
export function ownerTable(
  runs: readonly Run[],
  groups: ReadonlyMap<string, UnitGroup>,
): TableData {
  const groupRows = (id: string, { times }: Owner, group: UnitGroup, body: string | null) =>
    group.kinds.map((kind) => [
      id,
      group.group,
      kind,
      group.fact,
      group.ownership,
      group.role,
      body,
      times,
    ]);
  return table(
    'owner',
    text(
      '每项应办事项每类责任者一行',
      'One row per obligation and kind of unit, or body, that owes it',
    ),
    [
      obligationId,
      column('unit_group', 'varchar', '单位范围', 'Group of units'),
      column('kind', 'varchar', '单位类别', 'Kind of unit'),
      column('fact', 'varchar', '须具备的事实', 'Fact of the register needed'),
      column('ownership', 'varchar', '办学性质', 'Ownership needed'),
      column('role', 'varchar', '须担任', 'Role needed: area_lead or group_head'),
      column('body', 'varchar', '责任部门', 'Body that owes it'),
      column('times', 'integer', '至少次数', 'At least so many'),
    ],
    placedIn(runs).flatMap(({ run, placed }) => {
      const id = idOf(run, placed);
      const { owners, covers } = placed.obligation;
      return owners.flatMap((owner): CellValue[][] => {
        const group = groups.get(owner.who);
        if (group) return groupRows(id, owner, group, null);
        const covered = covers === null ? undefined : groups.get(covers);
        if (covered) return groupRows(id, owner, covered, owner.who);
        return [[id, null, null, null, null, null, owner.who, owner.times]];
      });
    }),
  );
}
