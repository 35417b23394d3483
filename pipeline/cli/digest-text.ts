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
    sum: (late: number, due: number) => `Late: ${late}. Due within a week: ${due}.`,
    bodies: 'Bodies',
    late: 'late',
    due: 'due within a week',
    more: (count: number) => `and ${count} more`,
    none: 'Nothing is late or falls due within a week.',
  },
} as const;

/** Obligations listed of one unit; the page of campaigns has them all. */
const LISTED = 12;

/** Signs that Markdown would take for its own, in names that people typed. */
const plain = (name: string): string => name.replace(/[\\`*_[\]<>#|]/g, '\\$&');

function groupBy<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

/** The digest as Markdown: areas, in them units, in them what is late and what falls due. */
export function digestText(rows: readonly DigestRow[], day: string, locale: Locale): string {
  const say = words[locale];
  const late = rows.filter((row) => row.is_late).length;
  const lines = [
    say.title(day),
    '',
    rows.length === 0 ? say.none : say.sum(late, rows.length - late),
  ];
  for (const [area, own] of groupBy(rows, (row) => row.area ?? say.bodies)) {
    lines.push('', `## ${plain(area)}`);
    for (const [name, owed] of groupBy(own, (row) => debtor(row, locale))) {
      lines.push('', `### ${plain(name)}`, '');
      for (const row of owed.slice(0, LISTED))
        lines.push(
          `- ${row.due_date} · ${plain(row[`label_${locale}`])} · ${plain(row[`campaign_${locale}`])} · ${row.is_late ? say.late : say.due}`,
        );
      if (owed.length > LISTED) lines.push(`- ${say.more(owed.length - LISTED)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The unit; a body that owes it for a unit stands beside it. */
function debtor(row: DigestRow, locale: Locale): string {
  const body = row[`body_${locale}`];
  if (row.unit_name === null) return body ?? '';
  return body === null ? row.unit_name : `${row.unit_name} (${body})`;
}
