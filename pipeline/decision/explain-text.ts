import { codeLists, type CodeListName, type Locale, type Text } from '../contracts/index.ts';
import { changeLines } from './change-text.ts';
import type { Condition, Evidence, Explanation, Reason } from './explanation.ts';
import { toVerifyLines } from './to-verify.ts';

/** Rows of evidence printed under a reason; `--json` gives all. */
const EVIDENCE_SHOWN = 3;

const conditionNames: Record<Condition['name'], Text> = {
  score: { zh: '得分', en: 'the score' },
  responsibility: { zh: '责任报送组得分', en: 'points for responsibility and returns' },
  hazard: { zh: '隐患整改组得分', en: 'points for hazards and rectification' },
};

/** What a row of evidence may say in its severity or status, from the lists of codes and our own words. */
const words: readonly CodeListName[] = [
  'severity',
  'accident_level',
  'hazard_status',
  'inspection_result',
  'inspection_type',
];
const ownWords: Record<string, Text> = {
  missing: { zh: '缺', en: 'missing' },
  late: { zh: '迟', en: 'late' },
  on_time: { zh: '按时', en: 'on time' },
  incomplete: { zh: '不全', en: 'incomplete' },
};

/**
 * Says a decision as a person would.
 * @returns lines with a newline after each
 */
export function explanationText(explanation: Explanation, locale: Locale): string {
  const say = locale === 'zh' ? chinese : english;
  const { unit, reasons } = explanation;
  const lines = [
    say.heading(explanation, wordOf('unit_kind', unit.kind, locale)),
    '',
    say.regime(explanation),
    say.tier(explanation),
    ...conditionLines(explanation, locale),
    ...historyLines(explanation, locale),
    '',
    say.reasons,
    ...reasons.flatMap((reason, index) => reasonLines(reason, index + 1, locale)),
    ...changeLines(explanation, locale),
    ...toVerifyLines(explanation.to_verify, locale),
    '',
    say.policy(explanation),
  ];
  return `${lines.join('\n')}\n`;
}

const one = (value: number): string => value.toFixed(1);

const chinese = {
  heading: ({ unit, month }: Explanation, kind: string) =>
    `${unit.name}（${unit.code}，${kind}，${unit.area}）  ${month}`,
  regime: ({ regime_label, regime_since, held }: Explanation) =>
    `监管方式：${regime_label.zh}，自 ${regime_since} 起${held ? '（维持原方式）' : ''}`,
  tier: ({
    tier_label,
    score,
    band_low,
    band_high,
    previous_tier_label,
    tier,
    previous_tier,
  }: Explanation) =>
    `风险等级：${tier_label.zh}，得分 ${one(score)}（0–100，越高越险；区间 ${one(band_low)}–${one(band_high)}）` +
    (previous_tier_label && previous_tier !== tier ? `，上月为${previous_tier_label.zh}` : ''),
  reasons: '理由（按分量）：',
  uncounted: '，不计入等级和监管方式',
  policy: ({ policy_version, policy_title, snapshot_id, program }: Explanation) =>
    `依据：${policy_title.zh}（${policy_version}），快照 ${snapshot_id}` +
    (program === null ? '' : `，程序 ${program}`),
};

const english: typeof chinese = {
  heading: ({ unit, month }, kind) =>
    `${unit.name} (${unit.code}, ${kind}, ${unit.area})  ${month}`,
  regime: ({ regime_label, regime_since, held }) =>
    `Regime: ${regime_label.en}, since ${regime_since}${held ? ' (kept)' : ''}`,
  tier: ({ tier_label, score, band_low, band_high, previous_tier_label, tier, previous_tier }) =>
    `Tier: ${tier_label.en}, score ${one(score)} (0–100, higher is riskier; band ${one(band_low)}–${one(band_high)})` +
    (previous_tier_label && previous_tier !== tier
      ? `, ${previous_tier_label.en} the month before`
      : ''),
  reasons: 'Reasons, in order of weight:',
  uncounted: ', counts for no tier and no regime',
  policy: ({ policy_version, policy_title, snapshot_id, program }) =>
    `Policy: ${policy_title.en} (${policy_version}), snapshot ${snapshot_id}` +
    (program === null ? '' : `, program ${program}`),
};

/** Limits that the month reaches: why it calls for intensified inspection where no gate is open. */
const conditionLines = ({ conditions }: Explanation, locale: Locale): string[] =>
  conditions.map(({ name, points, limit }) =>
    locale === 'zh'
      ? `达到加密条件：${conditionNames[name].zh} ${one(points)}，界限 ${one(limit)}`
      : `Calls for intensified inspection: ${conditionNames[name].en}, ${one(points)}, reach ${one(limit)}`,
  );

/** What befell the unit: renamed, moved, merged, closed. */
const historyLines = ({ history }: Explanation, locale: Locale): string[] =>
  history.map(({ date, what }) =>
    locale === 'zh' ? `单位变更：${date} ${what.zh}` : `Unit: ${date} ${what.en}`,
  );

function reasonLines(reason: Reason, position: number, locale: Locale): string[] {
  const weight =
    reason.points === null || reason.maximum_points === null
      ? reason.label[locale]
      : `${reason.label[locale]} ${one(reason.points)}/${one(reason.maximum_points)}` +
        (reason.is_counted ? '' : (locale === 'zh' ? chinese : english).uncounted);
  const shown = reason.evidence.slice(0, EVIDENCE_SHOWN);
  const left = reason.evidence_count - shown.length;
  return [
    `${String(position).padStart(2)}. [${weight}] ${reason.reason[locale]}`,
    ...shown.map((row) => `      · ${evidenceLine(row, locale)}`),
    ...(shown.length > 0 && left > 0
      ? [locale === 'zh' ? `      · 另有 ${left} 条` : `      · and ${left} more`]
      : []),
    `      → ${reason.change[locale]}`,
  ];
}

function evidenceLine(row: Evidence, locale: Locale): string {
  const states = [row.severity, row.status]
    .filter((state) => state !== null)
    .map((state) => anyWord(state, locale));
  const detail = row.detail === null || row.detail === '' ? [] : [anyWord(row.detail, locale)];
  const notes = [...detail, ...states];
  const place = [row.file, row.sheet, row.row].filter((part) => part !== null && part !== '');
  const tail = [
    ...(notes.length > 0 ? [`(${notes.join(', ')})`] : []),
    ...(place.length > 0 ? [`[${place.join(' › ')}]`] : []),
  ];
  return [row.date, row.title[locale], ...tail].join(' ');
}

/** The label of a code in any list that evidence draws on; the code itself where it is in none. */
function anyWord(code: string, locale: Locale): string {
  const own = ownWords[code];
  if (own) return own[locale];
  const list = words.find((name) => codeLists[name].codes.some((item) => item.code === code));
  return list ? wordOf(list, code, locale) : code;
}

const wordOf = (list: CodeListName, code: string, locale: Locale): string =>
  codeLists[list].codes.find((item) => item.code === code)?.label[locale] ?? code;
