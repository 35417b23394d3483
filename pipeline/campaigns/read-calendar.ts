import { contractOf } from '../contracts/index.ts';
import type { DataNode } from '../contracts/data-node.ts';
import type { CampaignCalendar, UnitGroup } from './campaign.ts';
import { codeIn, list, optional, parseFile } from './campaign-file.ts';

/** Facts of the register that say who owes something: yes or no, or a number above 0. */
const facts = (contractOf('unit')?.columns ?? [])
  .filter(
    ({ name, type }) => type === 'boolean' || (type === 'integer' && name !== 'building_year'),
  )
  .map(({ name }) => name);

/**
 * Reads and checks what campaigns share: groups, terms, festivals and runs.
 * @throws Failure `campaign_invalid` naming file and line
 */
export function readCalendar(file: string, content: string): CampaignCalendar {
  const root = parseFile(file, content).mapping([
    'groups',
    'terms',
    'festivals',
    'accept_late_days',
    'runs',
  ]);
  return {
    file,
    groups: root.groups.entries().map(readGroup),
    terms: root.terms.items().map((node) => {
      const part = node.mapping(['term', 'from', 'to', 'label']);
      return {
        term: part.term.string(),
        from: monthDay(part.from),
        to: monthDay(part.to),
        label: part.label.text(),
      };
    }),
    festivals: root.festivals.items().map((node) => {
      const part = node.mapping(['festival', 'label', 'days']);
      return {
        festival: part.festival.string(),
        label: part.label.text(),
        days: part.days.items().map((day) => day.date()),
      };
    }),
    acceptLateDays: root.accept_late_days.integer({ max: 366 }),
    runs: list(root.runs, (node) => {
      const part = node.mapping(['campaign', 'years']);
      return {
        campaign: part.campaign.string(),
        years: optional(part.years, (years) => years.integer({ max: 100 })) ?? 0,
        line: node.line,
      };
    }),
  };
}

function readGroup([group, node]: [string, DataNode]): UnitGroup {
  const part = node.mapping(['label', 'kinds', 'fact', 'ownership', 'role']);
  return {
    group,
    label: part.label.text(),
    kinds: part.kinds.items().map((kind) => codeIn(kind, 'unit_kind')),
    fact: optional(part.fact, (fact) => fact.oneOf(facts)),
    ownership: optional(part.ownership, (ownership) => codeIn(ownership, 'ownership')),
    role: optional(part.role, (role) => role.oneOf(['area_lead', 'group_head'] as const)),
  };
}

function monthDay(node: DataNode): string {
  const value = node.string();
  const day = new Date(`2001-${value}T00:00:00Z`);
  if (!/^\d{2}-\d{2}$/.test(value) || Number.isNaN(day.getTime()))
    node.fail(`“${value}”不是月日，应如 09-01`, `"${value}" is no month and day such as 09-01`);
  return value;
}
