import { codeLists, text, type Text } from '../contracts/index.ts';
import type { CellValue, TableData } from '../contracts/table-data.ts';
import type { Campaign, CampaignCalendar, Owner, UnitGroup } from './campaign.ts';
import { addMonths } from './days.ts';
import { evidenceLabels } from './evidence.ts';
import { periodsOf } from './falls-due.ts';
import { originsOf, placedObligations, type Placed } from './resolve.ts';

/** A campaign in the years in which it runs here. */
export interface Run {
  readonly campaign: Campaign;
  /** Years by which the document's days are moved. */
  readonly years: number;
  readonly id: string;
}

type Columns = TableData['columns'];
type Rows = readonly (readonly CellValue[])[];

const column = (name: string, type: string, zh: string, en: string): Columns[number] => ({
  name,
  type,
  label: text(zh, en),
});
const label: Columns = [
  column('label_zh', 'varchar', '名称（中文）', 'Label in Chinese'),
  column('label_en', 'varchar', '名称（英文）', 'Label in English'),
];
const span: Columns = [
  column('from_date', 'date', '起始日', 'First day'),
  column('to_date', 'date', '截止日', 'Last day'),
];
const campaignId = column('campaign', 'varchar', '专项行动', 'Campaign');
const itemId = column('item', 'varchar', '事项', 'Item');
const obligationId = column('obligation', 'varchar', '应办事项', 'Obligation');
const ordinal = column('ordinal', 'integer', '序号', 'Order');
const pair = ({ zh, en }: Text): string[] => [zh, en];

const table = (name: string, comment: Text, columns: Columns, rows: Rows): TableData => ({
  schema: 'campaign',
  table: name,
  comment,
  columns,
  rows,
});

/** Moves a day of the document to the years of a run. */
const dayIn =
  ({ years }: Run) =>
  (day: string): string =>
    addMonths(day, years * 12);

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

function itemTable(runs: readonly Run[]): TableData {
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

/** A name for an obligation that stays the same from build to build. */
function idOf(run: Run, { item, origin, ordinal: place }: Placed): string {
  const taken = origin === item ? '' : `-${origin.item}`;
  const several = origin.obligations.length > 1 ? `.${place}` : '';
  return `${run.id}/${item.item}${taken}${several}`;
}

const placedIn = (runs: readonly Run[]) =>
  runs.flatMap((run) => placedObligations(run.campaign).map((placed) => ({ run, placed })));

function obligationTable(runs: readonly Run[], { acceptLateDays }: CampaignCalendar): TableData {
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

/** A row for each kind of a group, or one for a body; bodies that cover units have the units' kinds too. */
function ownerTable(runs: readonly Run[], groups: ReadonlyMap<string, UnitGroup>): TableData {
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

/** The stretches of time in which recurring things fall due, for the years in which campaigns run. */
function periodTable(calendar: CampaignCalendar, runs: readonly Run[]): TableData {
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
