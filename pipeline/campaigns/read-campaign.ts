import type { DataNode } from '../contracts/data-node.ts';
import type { Campaign, CampaignCalendar, Item, Part, Span, Task } from './campaign.ts';
import { codeIn, list, parseFile, span } from './campaign-file.ts';
import { within } from './days.ts';
import { fallsDue } from './falls-due.ts';
import { readItem, type Frame } from './read-item.ts';

const keys = [
  'campaign',
  'label',
  'source',
  'from',
  'to',
  'phases',
  'times',
  'areas',
  'tasks',
  'items',
  'more',
] as const;

/**
 * Reads and checks one campaign.
 * @throws Failure `campaign_invalid` naming file and line
 */
export function readCampaign(file: string, content: string, calendar: CampaignCalendar): Campaign {
  const root = parseFile(file, content);
  const part = root.mapping(keys);
  const whole = span(part.from, part.to);
  const source = part.source.mapping(['document', 'rules']);
  const frame: Frame = {
    span: whole,
    phases: part.phases.items().map((node) => readPart(node, 'phase', whole)),
    times: list(part.times, (node) => readPart(node, 'time', whole)),
    tasks: part.tasks.items().map(readTask),
    groups: new Set(calendar.groups.map(({ group }) => group)),
  };
  const nodes = part.items.items();
  const more = part.more.missing ? [] : part.more.items();
  const items = [
    ...nodes.map((node) => readItem(node, frame, true)),
    ...more.map((node) => readItem(node, frame, false)),
  ];
  checkNumbers(nodes, items);
  checkDue([...nodes, ...more], items, calendar);
  return {
    ...whole,
    file,
    campaign: part.campaign.string(),
    label: part.label.text(),
    document: source.document.string(),
    rules: source.rules.items().map((rule) => rule.string()),
    phases: frame.phases,
    times: frame.times,
    tasks: frame.tasks,
    areas: list(part.areas, (node) => {
      const area = node.mapping(['area', 'work_area', 'label']);
      return {
        area: area.area.integer({ min: 1 }),
        workArea: codeIn(area.work_area, 'work_area'),
        label: area.label.text(),
      };
    }),
    items,
  };
}

function readPart(node: DataNode, name: 'phase' | 'time', whole: Span): Part {
  const part = node.mapping([name, 'from', 'to', 'items', 'label']);
  const own = span(part.from, part.to);
  if (!within(own, whole))
    node.fail('超出专项行动的时间', `lies outside the campaign, ${whole.from} to ${whole.to}`);
  const range = list(part.items, (value) => value.integer({ min: 1 }));
  const [first, last] = range;
  if (!part.items.missing && (range.length !== 2 || Number(first) > Number(last)))
    part.items.fail('应为起止两个序号', 'expected the first and the last number');
  return {
    ...own,
    name: part[name].string(),
    label: part.label.text(),
    items: first === undefined || last === undefined ? null : [first, last],
  };
}

function readTask(node: DataNode): Task {
  const part = node.mapping(['task', 'work_area', 'label', 'lead', 'joining']);
  return {
    task: part.task.integer({ min: 1 }),
    workArea: codeIn(part.work_area, 'work_area'),
    label: part.label.text(),
    lead: list(part.lead, (office) => codeIn(office, 'body')),
    joining: list(part.joining, (office) => codeIn(office, 'body')),
  };
}

/** Numbers run from 1 without gap or double; what is overridden or excepted is one of them. */
function checkNumbers(nodes: readonly DataNode[], items: readonly Item[]): void {
  for (const [index, node] of nodes.entries()) {
    const item = items[index];
    if (!item) continue;
    if (item.number !== index + 1)
      node.fail(
        `序号应为 ${index + 1}，不得重号或跳号`,
        `expected item ${index + 1}: numbers run from 1 without gap or double`,
      );
    for (const other of [...item.overrides, ...(item.pointer?.except ?? [])])
      if (other > nodes.length) node.fail(`没有事项 ${other}`, `there is no item ${other}`);
  }
  const names = items.map(({ item }) => item);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice >= 0) nodes[0]?.fail(`事项 ${names[twice]} 重复`, `item ${names[twice]} stands twice`);
}

function checkDue(
  nodes: readonly DataNode[],
  items: readonly Item[],
  calendar: CampaignCalendar,
): void {
  for (const [index, item] of items.entries())
    for (const obligation of item.obligations)
      if (!fallsDue(obligation, calendar))
        nodes[index]?.fail(
          `${obligation.label.zh}：在 ${obligation.from} 至 ${obligation.to} 之间没有一次到期`,
          `${obligation.label.en}: never falls due between ${obligation.from} and ${obligation.to}`,
        );
}
