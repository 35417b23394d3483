import type { DataNode } from '../contracts/data-node.ts';
import type { Text } from '../contracts/index.ts';
import {
  recurrences,
  reporters,
  weekdays,
  type Obligation,
  type Owner,
  type Span,
} from './campaign.ts';
import { codeIn, codesOf, optional, span } from './campaign-file.ts';
import { within } from './days.ts';
import { evidenceLabels } from './evidence.ts';

const keys = [
  'label',
  'owes',
  'covers',
  'every',
  'times',
  'from',
  'to',
  'by',
  'by_day',
  'months_after',
  'weekday',
  'by_week',
  'days_before',
  'in_holidays',
  'reported_by',
  'evidence',
  'topic',
  'own',
] as const;

/** Keys that only one recurrence knows. */
const only: Partial<Record<(typeof keys)[number], string>> = {
  by: 'once',
  by_day: 'month',
  months_after: 'month',
  weekday: 'week',
  by_week: 'term',
  days_before: 'festival',
};

/** What an obligation takes over from its item, and who there is. */
export interface Surroundings {
  readonly label: Text;
  readonly span: Span;
  readonly groups: ReadonlySet<string>;
}

/** Reads one obligation of an item. Throws a Failure `campaign_invalid` with file and line. */
export function readObligation(
  node: DataNode,
  { label, span: outer, groups }: Surroundings,
): Obligation {
  const part = node.mapping(keys);
  const every = optional(part.every, (value) => value.oneOf(recurrences)) ?? 'once';
  for (const [key, recurrence] of Object.entries(only)) {
    const value = part[key as keyof typeof part];
    if (!value.missing && recurrence !== every)
      value.fail(
        `只能与 every: ${recurrence} 同用`,
        `goes with every: ${recurrence} only, not ${every}`,
      );
  }
  const times = optional(part.times, (value) => value.integer({ min: 1 })) ?? 1;
  const by = optional(part.by, (value) => value.date());
  const own = {
    from: optional(part.from, (value) => value.date()) ?? outer.from,
    to: optional(part.to, (value) => value.date()) ?? outer.to,
  };
  const spanned = part.from.missing && part.to.missing ? own : spanOf(part.from, part.to, own);
  if (!within(spanned, outer))
    node.fail(
      `${spanned.from} 至 ${spanned.to} 超出所属事项的时间（${outer.from} 至 ${outer.to}）`,
      `${spanned.from} to ${spanned.to} lies outside the time of its item, ${outer.from} to ${outer.to}`,
    );
  const evidence = part.evidence.oneOf([...evidenceLabels.keys()]);
  const ownPapers = optional(part.own, (value) => value.boolean()) ?? false;
  if (ownPapers && !/^(hand_in\/|photo)/.test(evidence))
    part.own.fail('只有上交的材料和照片写明专项行动', 'only papers and photos name their campaign');
  return {
    ...spanned,
    label: optional(part.label, (value) => value.text()) ?? label,
    owners: part.owes.items().map((owner) => readOwner(owner, times, groups)),
    covers: optional(part.covers, (value) => value.oneOf([...groups])),
    every,
    by,
    byDay: optional(part.by_day, (value) => value.integer({ min: 1, max: 31 })),
    monthsAfter: optional(part.months_after, (value) => value.integer({ max: 12 })) ?? 0,
    weekday: optional(part.weekday, (value) => weekdays.indexOf(value.oneOf(weekdays)) + 1),
    byWeek: optional(part.by_week, (value) => value.integer({ min: 1, max: 20 })),
    daysBefore: optional(part.days_before, (value) => value.integer({ min: 1, max: 30 })) ?? 1,
    inHolidays: optional(part.in_holidays, (value) => value.boolean()) ?? true,
    reportedBy: optional(part.reported_by, (value) => value.oneOf(reporters)) ?? 'unit',
    evidence,
    topic: optional(part.topic, (value) =>
      evidence === 'drill' ? codeIn(value, 'drill_type') : codeIn(value, 'activity_topic'),
    ),
    own: ownPapers,
  };
}

const spanOf = (from: DataNode, to: DataNode, read: Span): Span =>
  from.missing || to.missing ? read : span(from, to);

/** `schools`, or `{ who: schools, times: 4 }`. */
function readOwner(node: DataNode, times: number, groups: ReadonlySet<string>): Owner {
  const known = [...groups, ...codesOf('body')];
  if (!node.isMapping) return { who: node.oneOf(known), times };
  const part = node.mapping(['who', 'times']);
  return { who: part.who.oneOf(known), times: part.times.integer({ min: 1 }) };
}
