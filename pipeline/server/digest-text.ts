import type { Locale } from '../contracts/index.ts';

/** One obligation that is late or falls due within the week. */
export interface DigestRow {
  readonly unit_code: string | null;
  readonly unit_name: string | null;
  readonly body_zh: string | null;
  readonly body_en: string | null;
  readonly area: string | null;
  readonly campaign_zh: string;
  readonly campaign_en: string;
  readonly label_zh: string;
  readonly label_en: string;
  readonly due_date: string;
  readonly is_late: boolean;
  /** How many of its debtor are late, and how many are late or fall due. */
  readonly late: number;
  readonly owing: number;
}

const words = {
  zh: {
    title: (day: string) => `# 专项行动一周催办（截至 ${day}）`,
    sum: (late: number, due: number) => `逾期 ${late} 件，一周内到期 ${due} 件。`,
    bodies: '部门',
    late: '逾期',
    due: '一周内到期',
    more: (count: number) => `另有 ${count} 件`,
    none: '没有逾期或一周内到期的事项。',
  },
  en: {
    title: (day: string) => `# Campaigns: digest of the week, as of ${day}`,
    sum: (late: number, due: number) => `Overdue: ${late}. Due within a week: ${due}.`,
    bodies: 'Bodies',
    late: 'overdue',
    due: 'due within a week',
    more: (count: number) => `and ${count} more`,
    none: 'Nothing is overdue or falls due within a week.',
  },
} as const;

/** Obligations listed of one unit; the page of campaigns has them all. */
export const LISTED = 12;

/** Signs that Markdown would take for its own, in names that people typed. */
const plain = (name: string): string => name.replace(/[\\`*_[\]<>#|]/g, '\\$&');

function groupBy<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

/** How many there are in all: of each debtor once, as its every row says how many it has. */
export function digestSums(rows: readonly DigestRow[]): { late: number; due: number } {
  let late = 0;
  let owing = 0;
  for (const [own] of groupBy(rows, debtorKey).values()) {
    late += own?.late ?? 0;
    owing += own?.owing ?? 0;
  }
  return { late, due: owing - late };
}

/** The digest as Markdown: areas, in them units, in them what is late and what falls due. */
export function digestText(rows: readonly DigestRow[], day: string, locale: Locale): string {
  const say = words[locale];
  const { late, due } = digestSums(rows);
  const lines = [say.title(day), '', rows.length === 0 ? say.none : say.sum(late, due)];
  for (const [area, own] of groupBy(rows, (row) => row.area ?? say.bodies)) {
    lines.push('', `## ${plain(area)}`);
    for (const owed of groupBy(own, debtorKey).values()) {
      const [first] = owed;
      if (!first) continue;
      lines.push('', `### ${plain(debtor(first, locale))}`, '');
      for (const row of owed.slice(0, LISTED))
        lines.push(
          `- ${row.due_date} · ${plain(row[`label_${locale}`])} · ${plain(row[`campaign_${locale}`])} · ${row.is_late ? say.late : say.due}`,
        );
      if (first.owing > LISTED) lines.push(`- ${say.more(first.owing - LISTED)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

const debtorKey = ({ unit_code: unit, body_zh: body }: DigestRow): string =>
  `${unit ?? ''}/${body ?? ''}`;

/** The unit; a body that owes it for a unit stands beside it. */
function debtor(row: DigestRow, locale: Locale): string {
  const body = row[`body_${locale}`];
  if (row.unit_name === null) return body ?? '';
  return body === null ? row.unit_name : `${row.unit_name} (${body})`;
}
