import type { DuckDBConnection } from '@duckdb/node-api';
import { text, type Locale, type Text } from '../contracts/index.ts';

/** A signal that calls for verification. It adds no point and opens no gate. */
export interface ToVerify {
  readonly signal: string;
  readonly label: Text;
  readonly sentence: Text;
  readonly verify: Text;
  /** How likely so much or more is at an honest unit like its peers. */
  readonly probability: number;
  /** Stated share of honest units at which the signal shows by chance. */
  readonly rate: number;
  readonly evidence_count: number;
}

const SIGNALS = `
  select signal, signal_zh, signal_en, sentence_zh, sentence_en, verify_zh, verify_en, probability,
    rate, evidence_count
  from marts.verification
  where unit_code = $1 and month = ($2 || '-01')::date
  order by ordinal`;

/**
 * What is to be verified at a unit in a month, the strongest first.
 * @param connection to a snapshot
 * @param month `YYYY-MM`
 */
export async function toVerify(
  connection: DuckDBConnection,
  code: string,
  month: string,
): Promise<ToVerify[]> {
  const reader = await connection.runAndReadAll(SIGNALS, [code, month]);
  return reader.getRowObjectsJson().map((row) => {
    const both = (name: string): Text => text(String(row[`${name}_zh`]), String(row[`${name}_en`]));
    return {
      signal: String(row['signal']),
      label: both('signal'),
      sentence: both('sentence'),
      verify: both('verify'),
      probability: Number(row['probability']),
      rate: Number(row['rate']),
      evidence_count: Number(row['evidence_count']),
    };
  });
}

/** The signals as lines for a terminal; none where nothing is to be verified. */
export function toVerifyLines(signals: readonly ToVerify[], locale: Locale): string[] {
  if (signals.length === 0) return [];
  const heading = {
    zh: '待核实（不计分，也不影响监管方式；只有查实才算）：',
    en: 'To verify (no points, no effect on the regime; only what is proven counts):',
  };
  return [
    '',
    heading[locale],
    ...signals.flatMap(({ label, sentence, verify, rate }) => [
      ` ?  [${label[locale]}] ${sentence[locale]}`,
      locale === 'zh'
        ? `      · 如实单位误报率约 ${percent(rate)}`
        : `      · shows at about ${percent(rate)} of honest units`,
      `      → ${verify[locale]}`,
    ]),
  ];
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
