import type { Locale, Text } from '../contracts/index.ts';
import type { ChangePart, Explanation } from './explanation.ts';

const directions: Record<ChangePart['direction'], Text> = {
  up: { zh: '', en: '' },
  down: { zh: '', en: '' },
  opened: { zh: '新触发', en: 'opened' },
  lifted: { zh: '已解除', en: 'lifted' },
  began: { zh: '开始', en: 'began' },
  ended: { zh: '结束', en: 'ended' },
  stays: { zh: '仍在', en: 'stays' },
};

/** What the coming or going of a hold means for points that stand among the parts, where that is not plain. */
const holdNotes: Readonly<Record<string, Text>> = {
  'history_silent began': {
    zh: '，预期检查问题的得分自本月起不计入等级和监管方式',
    en: '; what visits are expected to find does not count for tier and regime from this month on',
  },
  'history_silent ended': {
    zh: '，预期检查问题的得分自本月起计入等级和监管方式',
    en: '; what visits are expected to find counts for tier and regime from this month on',
  },
};

const partNotes: Partial<Record<ChangePart['kind'], Text>> = {
  policy: { zh: '（规则改变）', en: ' (by the new rules)' },
  program: { zh: '（程序更换）', en: ' (by the new program)' },
};

const unrecorded: Text = { zh: '未记录的程序', en: 'a program that was not recorded' };

/**
 * Why a decision is another than the one before, in lines: the scores to hundredths, then each part of the
 * difference; the parts add up to it.
 */
export function changeLines({ score, change, program }: Explanation, locale: Locale): string[] {
  if (!change) return [];
  const difference = change.parts.reduce((sum, { hundredths }) => sum + hundredths, 0);
  const scores = `${two(change.score)} → ${two(score)} (${signed(difference)})`;
  const head =
    locale === 'zh'
      ? `比 ${change.month} 的变化：得分 ${scores}`
      : `Since ${change.month}: the score ${scores}`;
  return [
    '',
    head,
    ...(change.parts.some(({ kind }) => kind === 'program')
      ? [programLine(change.program, program, locale)]
      : []),
    ...change.parts.map((part) => `  ${partLine(part, locale)}`),
  ];
}

/** Which program scored the month before, and which one scores it otherwise. */
function programLine(before: string | null, now: string | null, locale: Locale): string {
  const named = locale === 'zh' ? `程序（${before}）` : `program ${before}`;
  const from = before === null ? unrecorded[locale] : named;
  return locale === 'zh' ? `  · 由${from}换为程序（${now}）` : `  · From ${from} to program ${now}`;
}

function partLine(
  { kind, name, label, direction, hundredths }: ChangePart,
  locale: Locale,
): string {
  if (kind === 'gate' || kind === 'hold') {
    const what =
      directions[direction][locale] + (holdNotes[`${name} ${direction}`]?.[locale] ?? '');
    return `· ${label[locale]}${locale === 'zh' ? '：' : ': '}${what}`;
  }
  const note = partNotes[kind]?.[locale] ?? '';
  return `${signed(hundredths).padStart(7)}  ${label[locale]}${note}`;
}

/** Half away from zero, as SQL rounds, so that the two scores differ by what the parts say. */
const two = (value: number): string => (Math.round(value * 100) / 100).toFixed(2);

const signed = (hundredths: number): string =>
  `${hundredths > 0 ? '+' : hundredths < 0 ? '−' : '±'}${(Math.abs(hundredths) / 100).toFixed(2)}`;
