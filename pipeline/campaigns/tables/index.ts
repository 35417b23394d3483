import { codeLists, text } from '../../contracts/index.ts';
import type { TableData } from '../../contracts/table-data.ts';
import type { CampaignCalendar } from '../campaign.ts';
import { evidenceLabels } from '../evidence.ts';
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
  type Run,
} from './columns.ts';
import { itemTable } from './item.ts';
import { obligationTable } from './obligation.ts';
import { ownerTable } from './owner.ts';
import { periodTable } from './period.ts';

export type { Run } from './columns.ts';

/** The tables of schema `campaign`, which `facts.campaign_occurrence` makes due dates of. */
export function campaignTables(calendar: CampaignCalendar, runs: readonly Run[]): TableData[] {
  const groups = new Map(calendar.groups.map((group) => [group.group, group]));
  return [
    table(
      'campaign',
      text('每次专项行动一行', 'One row per campaign that runs'),
      [
        campaignId,
        column('definition', 'varchar', '定义文件', 'Definition it follows'),
        ...span,
        column('years_moved', 'integer', '较文件后移年数', "Years later than the document's"),
        column('document', 'varchar', '来源文件', 'Document it comes from'),
        column('source_rule', 'varchar', '依据', 'Rules of the field it serves'),
        ...label,
      ],
      runs.map((run) => [
        run.id,
        run.campaign.campaign,
        dayIn(run)(run.campaign.from),
        dayIn(run)(run.campaign.to),
        run.years,
        run.campaign.document,
        run.campaign.rules.join(', '),
        ...pair(run.campaign.label),
      ]),
    ),
    table(
      'phase',
      text('每次专项行动每个阶段一行', 'One row per campaign and phase'),
      [campaignId, column('phase', 'varchar', '阶段', 'Phase'), ordinal, ...span, ...label],
      runs.flatMap((run) =>
        run.campaign.phases.map((phase, index) => [
          run.id,
          phase.name,
          index + 1,
          dayIn(run)(phase.from),
          dayIn(run)(phase.to),
          ...pair(phase.label),
        ]),
      ),
    ),
    table(
      'task',
      text('每次专项行动每项任务一行', 'One row per campaign and task'),
      [
        campaignId,
        column('task', 'integer', '任务', 'Task'),
        column('work_area', 'varchar', '领域', 'Work area'),
        ...label,
      ],
      runs.flatMap((run) =>
        run.campaign.tasks.map(({ task, workArea, label: name }) => [
          run.id,
          task,
          workArea,
          ...pair(name),
        ]),
      ),
    ),
    table(
      'rectified_area',
      text('每次专项行动每个整治重点一行', 'One row per campaign and area that it rectifies'),
      [
        campaignId,
        column('area_number', 'integer', '重点', 'Area'),
        column('work_area', 'varchar', '领域', 'Work area'),
        ...label,
      ],
      runs.flatMap((run) =>
        run.campaign.areas.map(({ area, workArea, label: name }) => [
          run.id,
          area,
          workArea,
          ...pair(name),
        ]),
      ),
    ),
    itemTable(runs),
    table(
      'item_office',
      text('每个事项每个部门一行', 'One row per item and office that leads or joins'),
      [
        campaignId,
        itemId,
        column('office', 'varchar', '部门', 'Office'),
        column('is_lead', 'boolean', '牵头', 'Leads'),
      ],
      runs.flatMap((run) =>
        run.campaign.items.flatMap((item) => {
          const [one = item] = originsOf(item, run.campaign);
          return [
            ...one.lead.map((office) => [run.id, item.item, office, true]),
            ...one.joining.map((office) => [run.id, item.item, office, false]),
          ];
        }),
      ),
    ),
    obligationTable(runs, calendar),
    ownerTable(runs, groups),
    periodTable(calendar, runs),
    table(
      'evidence_kind',
      text('每种完成依据一行', 'One row per kind of evidence'),
      [column('evidence', 'varchar', '完成依据', 'Evidence'), ...label],
      [...evidenceLabels].map(([evidence, name]) => [evidence, ...pair(name)]),
    ),
    table(
      'body',
      text('每个部门一行', 'One row per body that owes something and is no unit'),
      [column('body', 'varchar', '部门', 'Body'), ...label],
      codeLists.body.codes.map(({ code, label: name }) => [code, ...pair(name)]),
    ),
  ];
}
