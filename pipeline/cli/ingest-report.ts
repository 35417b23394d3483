import type { Locale } from '../contracts/index.ts';
import type { IngestStep, LoadStage } from '../intake/index.ts';

const WORDS = {
  zh: {
    known: '已入库过，未变动',
    rejected: '整份退回',
    rows: (accepted: number, quarantined: number) =>
      `${accepted} 行入库` + (quarantined ? `，${quarantined} 行待更正` : ''),
    ingest: '接收',
    stages: { read: '读取', check: '核对', keep: '入库', compare: '查找异常和重复' },
    retried: '（原先不认得的已能识别，重新入库）',
    where: '位置',
    hint: '处理',
    total: (files: number, accepted: number, quarantined: number, rejected: number) =>
      `${files} 份文件：${accepted} 行入库，${quarantined} 行待更正，${rejected} 份退回。`,
    next: '待更正的行见数据页，或：xiaoan sql "from intake.quarantine"',
    nothing: '没有文件。',
  },
  en: {
    known: 'loaded before, unchanged',
    rejected: 'rejected',
    rows: (accepted: number, quarantined: number) =>
      `${accepted} rows accepted` + (quarantined ? `, ${quarantined} in quarantine` : ''),
    ingest: 'ingest',
    stages: {
      read: 'read',
      check: 'check',
      keep: 'keep',
      compare: 'look for oddities and doubles',
    },
    retried: ' (loaded again: what was unknown is known now)',
    where: 'where',
    hint: 'what to do',
    total: (files: number, accepted: number, quarantined: number, rejected: number) =>
      `${files} files: ${accepted} rows accepted, ${quarantined} in quarantine, ${rejected} files rejected.`,
    next: 'Rows in quarantine: see the data page, or run: xiaoan sql "from intake.quarantine"',
    nothing: 'No files.',
  },
} as const;

/** What the bar of progress is called. */
export const ingestLabel = (locale: Locale): string => WORDS[locale].ingest;

/** Which stage of its load a large file is in. */
export const stageWords = (file: string, stage: LoadStage, locale: Locale): string =>
  `${file}: ${WORDS[locale].stages[stage]}`;

/** What happened to one file, for a machine: its ledger row and, where it was rejected, the error. */
export function stepJson({ outcome, path }: IngestStep, locale: Locale) {
  const { failure, ...row } = outcome;
  return { path, ...row, ...(failure ? failure.body(locale) : {}) };
}

/** What happened to one file, as lines for a person. */
export function stepLines(
  { outcome, path, done, total, retried }: IngestStep,
  locale: Locale,
): string {
  const words = WORDS[locale];
  const place = `[${done}/${total}] ${path}`;
  const again = retried ? words.retried : '';
  if (outcome.alreadyKnown) return `- ${place}: ${words.known}\n`;
  if (outcome.status !== 'rejected') {
    const sign = outcome.status === 'loaded' ? '✓' : '!';
    return `${sign} ${place}: ${words.rows(outcome.rows_accepted, outcome.rows_quarantined)}${again}\n`;
  }
  const { failure } = outcome;
  const { where, hint } = failure?.options ?? {};
  const lines = [
    `✗ ${place}: ${words.rejected}: ${failure?.text[locale] ?? outcome[`error_${locale}`] ?? ''}${again}`,
  ];
  const spot = where && [where.sheet, where.row, where.column].filter(Boolean).join(' › ');
  if (spot) lines.push(`    ${words.where}: ${spot}`);
  if (hint) lines.push(`    ${words.hint}: ${hint[locale]}`);
  return `${lines.join('\n')}\n`;
}

/** The sum of a run, as lines for a person. */
export function ingestSummary(steps: readonly IngestStep[], locale: Locale): string {
  const words = WORDS[locale];
  const outcomes = [...new Map(steps.map(({ outcome }) => [outcome.file_id, outcome])).values()];
  if (outcomes.length === 0) return `${words.nothing}\n`;
  const fresh = outcomes.filter(({ alreadyKnown }) => !alreadyKnown);
  const sum = (of: (outcome: IngestStep['outcome']) => number) =>
    fresh.reduce((total, outcome) => total + of(outcome), 0);
  const quarantined = sum(({ rows_quarantined }) => rows_quarantined);
  const total = words.total(
    outcomes.length,
    sum(({ rows_accepted }) => rows_accepted),
    quarantined,
    sum(({ status }) => (status === 'rejected' ? 1 : 0)),
  );
  return `${total}\n${quarantined > 0 ? `${words.next}\n` : ''}`;
}
