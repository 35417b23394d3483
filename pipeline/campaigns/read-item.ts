import type { DataNode } from '../contracts/data-node.ts';
import type { Item, Part, Span, Task } from './campaign.ts';
import { codeIn, list, optional, span } from './campaign-file.ts';
import { within } from './days.ts';
import { readObligation } from './read-obligation.ts';

const keys = [
  'item',
  'phase',
  'from',
  'to',
  'type',
  'task',
  'lead',
  'joining',
  'label',
  'obligations',
  'as_in',
  'not_measurable',
  'overrides',
] as const;

/** What an item stands in. */
export interface Frame {
  readonly span: Span;
  readonly phases: readonly Part[];
  readonly times: readonly Part[];
  readonly tasks: readonly Task[];
  readonly groups: ReadonlySet<string>;
}

/** Reads one item of a plan. Throws a Failure `campaign_invalid` with file and line. */
export function readItem(node: DataNode, frame: Frame, numbered: boolean): Item {
  const part = node.mapping(keys);
  const number = numbered ? part.item.integer({ min: 1 }) : null;
  const phase = partOf(part.phase, node, number, frame.phases);
  const time = partOf(undefined, node, number, frame.times);
  const outer = time ?? phase ?? frame.span;
  const own = part.from.missing ? outer : span(part.from, part.to);
  if (!within(own, frame.span))
    node.fail(
      `${own.from} 至 ${own.to} 超出专项行动的时间（${frame.span.from} 至 ${frame.span.to}）`,
      `${own.from} to ${own.to} lies outside the campaign, ${frame.span.from} to ${frame.span.to}`,
    );
  const task = optional(part.task, (value) => value.integer({ min: 1 }));
  const found = frame.tasks.find((candidate) => candidate.task === task);
  if (task !== null && !found) part.task.fail(`没有任务 ${task}`, `there is no task ${task}`);
  const forms = [part.obligations, part.as_in, part.not_measurable].filter((form) => !form.missing);
  if (forms.length !== 1)
    node.fail(
      '每个事项应恰有 obligations、as_in、not_measurable 之一',
      'an item has exactly one of obligations, as_in, not_measurable',
    );
  if (task === null && part.as_in.missing) part.task.fail('缺少所属任务', 'the task is missing');
  const label = part.label.text();
  const office = (value: DataNode) => codeIn(value, 'body');
  return {
    ...own,
    item: number === null ? part.item.string() : String(number),
    number,
    phase: phase?.name ?? null,
    time: time?.name ?? null,
    type: optional(part.type, (value) => codeIn(value, 'item_type')),
    task,
    lead: part.lead.missing ? (found?.lead ?? []) : list(part.lead, office),
    joining: part.joining.missing ? (found?.joining ?? []) : list(part.joining, office),
    label,
    obligations: list(part.obligations, (item) =>
      readObligation(item, { label, span: own, groups: frame.groups }),
    ),
    pointer: optional(part.as_in, (pointer) => readPointer(pointer, frame.times)),
    notMeasurable: optional(part.not_measurable, (reason) => reason.text()),
    overrides: list(part.overrides, (value) => value.integer({ min: 1 })),
    line: node.line,
  };
}

/** The part that a number stands in, or that is named. */
function partOf(
  named: DataNode | undefined,
  node: DataNode,
  number: number | null,
  parts: readonly Part[],
): Part | undefined {
  if (named && !named.missing) {
    const name = named.oneOf(parts.map((part) => part.name));
    return parts.find((part) => part.name === name);
  }
  const ranged = parts.filter(({ items }) => items);
  if (number === null || ranged.length === 0) return undefined;
  const found = ranged.find(({ items }) => items && items[0] <= number && number <= items[1]);
  if (!found)
    node.fail(
      `事项 ${number} 不在任何阶段或时间内`,
      `item ${number} stands in no phase or time of the campaign`,
    );
  return found;
}

function readPointer(node: DataNode, times: readonly Part[]): NonNullable<Item['pointer']> {
  const part = node.mapping(['time', 'type', 'except']);
  return {
    time: part.time.oneOf(times.map(({ name }) => name)),
    type: codeIn(part.type, 'item_type'),
    except: list(part.except, (value) => value.integer({ min: 1 })),
  };
}
