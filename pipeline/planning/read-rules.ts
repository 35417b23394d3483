import { codeLists, Failure, text } from '../contracts/index.ts';
import { DataNode, type DataFileKind } from '../contracts/data-node.ts';
import {
  planTiers,
  quotaTypes,
  skillFacts,
  skills,
  visitTypes,
  type PlanCalendar,
  type PlanRules,
  type Span,
} from './rules.ts';

const rulesFile: DataFileKind = {
  code: 'plan_rules_invalid',
  fault: text('检查计划规则有误', 'The planning rules are wrong'),
  hint: text('请改正该行后重新排计划', 'Mend that line and plan again'),
};

const kinds = codeLists.unit_kind.codes.map(({ code }) => code);

/** A mapping that holds each of `names`, and nothing else. */
function each<Name extends string, Value>(
  node: DataNode,
  names: readonly Name[],
  read: (value: DataNode) => Value,
): Record<Name, Value> {
  const nodes = node.mapping(names);
  return Object.fromEntries(names.map((name) => [name, read(nodes[name])])) as Record<Name, Value>;
}

/** A list that may be left out. */
const list = <Value>(node: DataNode, read: (value: DataNode) => Value): Value[] =>
  node.missing ? [] : node.items().map(read);

/** `from` and `to`, in this order. */
export function readSpan(from: DataNode, to: DataNode): { from: string; to: string } {
  const span = { from: from.date(), to: to.date() };
  if (span.to < span.from) to.fail('早于起始日', 'is before the first day');
  return span;
}

function readLabelled<Extra extends string>(
  node: DataNode,
  extra: readonly Extra[],
): { span: Span; nodes: Record<Extra, DataNode> } {
  const nodes = node.mapping(['from', 'to', 'label', ...extra]);
  return {
    span: { ...readSpan(nodes.from, nodes.to), label: nodes.label.text() },
    nodes: nodes as Record<Extra, DataNode>,
  };
}

function readCalendar(node: DataNode): PlanCalendar {
  const keys = node.mapping(['holidays', 'working_weekends', 'exams', 'closed', 'key_nodes']);
  return {
    holidays: list(keys.holidays, (item) => readLabelled(item, []).span),
    workingWeekends: list(keys.working_weekends, (item) => item.date()),
    exams: list(keys.exams, (item) => readLabelled(item, []).span),
    closed: list(keys.closed, (item) => {
      const { span, nodes } = readLabelled(item, ['kinds']);
      return { ...span, kinds: nodes.kinds.items().map((kind) => kind.oneOf(kinds)) };
    }),
    keyNodes: list(keys.key_nodes, (item) => {
      const { span, nodes } = readLabelled(item, ['weight']);
      return { ...span, weight: nodes.weight.number({ min: 1, max: 10 }) };
    }),
  };
}

/**
 * Reads and checks one file of planning rules.
 * @param file name shown in failures
 * @param content the YAML
 * @throws Failure `plan_rules_invalid` with file and line: unknown keys or codes, numbers out of bounds, a
 *   riskier tier with fewer visits, a span that ends before it begins
 */
export function readPlanRules(file: string, content: string): PlanRules {
  const root = DataNode.parse(file, content, rulesFile).mapping([
    'version',
    'effective_from',
    'title',
    'checkups_per_year',
    'visits_per_year',
    'visits_per_month',
    'gap_months',
    'random_share',
    'draw',
    'quotas_per_month',
    'night_months',
    'value',
    'visit_minutes',
    'minutes_per_thousand_people',
    'kind_factors',
    'day_minutes',
    'travel',
    'skills',
    'pair',
    'calendar',
  ]);
  const tiers = root.visits_per_year.mapping(planTiers);
  const visitsPerYear = each(root.visits_per_year, planTiers, (node) => node.integer({ max: 12 }));
  planTiers.forEach((tier, index) => {
    const riskier = planTiers[index - 1];
    if (riskier && visitsPerYear[tier] > visitsPerYear[riskier])
      tiers[tier].fail(
        `不得多于风险更高的 ${riskier}`,
        `must not be more than for ${riskier}, which is riskier`,
      );
  });
  const draw = root.draw.mapping(['method', 'stratify_by']);
  const value = root.value.mapping([
    'repeat_yield',
    'discount_per_month',
    'deterrence',
    'travel_per_hour',
  ]);
  const travel = root.travel.mapping(['kilometres_per_hour', 'detour', 'minutes_per_stop']);
  const pair = root.pair.mapping(['inspectors', 'maximum_days_together', 'not_who_inspected_last']);
  const factors = root.kind_factors.missing ? [] : root.kind_factors.entries();
  return {
    file,
    version: root.version.string(),
    effectiveFrom: root.effective_from.date(),
    title: root.title.text(),
    checkupsPerYear: root.checkups_per_year.integer({ max: 12 }),
    visitsPerYear,
    visitsPerMonth: root.visits_per_month.integer({ min: 1, max: 1 }),
    gapMonths: root.gap_months.integer({ min: 1, max: 12 }),
    randomShare: root.random_share.number({ max: 1 }),
    draw: {
      method: draw.method.oneOf(['uniform', 'weighted'] as const),
      stratifyBy: draw.stratify_by.oneOf(['none', 'area', 'kind'] as const),
    },
    quotas: each(root.quotas_per_month, quotaTypes, (node) => node.integer({ max: 1000 })),
    nightMonths: list(root.night_months, (node) => node.integer({ min: 1, max: 12 })),
    value: {
      repeatYield: value.repeat_yield.number({ max: 1 }),
      discountPerMonth: value.discount_per_month.number({ max: 0.2 }),
      deterrence: value.deterrence.number(),
      travelPerHour: value.travel_per_hour.number(),
    },
    visitMinutes: each(root.visit_minutes, visitTypes, (node) =>
      node.integer({ min: 5, max: 480 }),
    ),
    minutesPerThousandPeople: root.minutes_per_thousand_people.number({ max: 480 }),
    kindFactors: Object.fromEntries(
      factors.map(([kind, node]) => {
        if (!kinds.includes(kind)) node.fail('没有这一单位类别', 'there is no such kind of unit');
        return [kind, node.positive()];
      }),
    ),
    dayMinutes: root.day_minutes.integer({ min: 60, max: 720 }),
    travel: {
      kilometresPerHour: travel.kilometres_per_hour.positive(),
      detour: travel.detour.number({ min: 1, max: 5 }),
      minutesPerStop: travel.minutes_per_stop.number({ max: 120 }),
    },
    skills: list(root.skills, (node) => {
      const keys = node.mapping(['skill', 'when', 'types']);
      return {
        skill: keys.skill.oneOf(skills),
        when: keys.when.oneOf(skillFacts),
        types: keys.types.items().map((type) => type.oneOf(visitTypes)),
      };
    }),
    pair: {
      inspectors: pair.inspectors.integer({ min: 1, max: 4 }),
      maximumDaysTogether: pair.maximum_days_together.integer({ min: 1, max: 31 }),
      notWhoInspectedLast: pair.not_who_inspected_last.boolean(),
    },
    calendar: readCalendar(root.calendar),
  };
}

/**
 * The rules in force on a month's first day: the newest version that had begun; the earliest also covers
 * all months before it.
 * @param files the YAML files
 * @param month `YYYY-MM`
 * @throws Failure `plan_rules_missing` without any file; `plan_rules_invalid`
 */
export function planRulesFor(
  files: readonly { readonly file: string; readonly text: string }[],
  month: string,
): PlanRules {
  const versions = files
    .map((item) => readPlanRules(item.file, item.text))
    .sort((one, other) => (one.effectiveFrom < other.effectiveFrom ? -1 : 1));
  const first = versions[0];
  if (!first)
    throw new Failure(
      'plan_rules_missing',
      text('没有检查计划规则', 'There are no planning rules'),
      {
        hint: text('应在 models/policy/planning 中', 'They belong in models/policy/planning'),
      },
    );
  return versions.filter(({ effectiveFrom }) => effectiveFrom <= `${month}-01`).at(-1) ?? first;
}
