import type { Locale } from '../../contracts/index.ts';
import type { PlanDocument } from '../../planning/document.ts';
import { clashLabels, clashUnits, ruleLabels } from '../../planning/labels.ts';
import { breachWords } from './breach-words.ts';

/** Broken rules that are told one by one at most. */
const TOLD = 20;

/** A plan in a few lines. @param names of units by code */
export function planSummary(
  plan: PlanDocument,
  names: ReadonlyMap<string, string>,
  locale: Locale,
): string {
  const zh = locale === 'zh';
  const hours = (plan.travel_minutes / 60).toFixed(0);
  const percent = (plan.gap * 100).toFixed(1);
  const lines = [
    zh
      ? `计划 ${plan.id}：${plan.first_month} 起 ${plan.months} 个月，${plan.visits.length} 次检查，预期 ${plan.serious_expected.toFixed(1)} 次查出严重问题，路上 ${hours} 小时`
      : `Plan ${plan.id}: ${plan.months} months from ${plan.first_month}, ${plan.visits.length} visits, ${plan.serious_expected.toFixed(1)} of them expected to find something serious, ${hours} hours on the road`,
    zh
      ? `与理论最优至多相差 ${percent}%${plan.stopped ? '（中途停止，为目前最好的计划）' : ''}`
      : `below the best possible by at most ${percent} %${plan.stopped ? ' (stopped: the best so far)' : ''}`,
  ];
  if (plan.clash) {
    const rules = plan.clash.rules.map((rule) => clashLabels[rule][locale]);
    lines.push(zh ? `规则冲突：${rules.join('、')}` : `These rules clash: ${rules.join(', ')}`);
    for (const { rule, amount } of plan.clash.relaxations)
      lines.push(
        amount === null
          ? zh
            ? `  可放开“${clashLabels[rule].zh}”`
            : `  leave out: ${clashLabels[rule].en}`
          : zh
            ? `  “${clashLabels[rule].zh}”至少 ${amount} ${clashUnits[rule].zh}`
            : `  ${clashLabels[rule].en}: ${amount} ${clashUnits[rule].en}`,
      );
  }
  const hard = plan.breaches.filter((breach) => breach.hard);
  if (hard.length > 0)
    lines.push(
      zh
        ? `违反必须遵守的规则：${hard.length} 处`
        : `Rules that must be kept are broken: ${hard.length}`,
    );
  for (const breach of hard.slice(0, TOLD)) {
    const { text: words, place, advice } = breachWords(breach, names, locale);
    lines.push(`  ${place}${zh ? '：' : ': '}${words}`);
    if (advice) lines.push(`    ${advice}`);
  }
  if (hard.length > TOLD) lines.push(`  … ${hard.length - TOLD}`);
  const counts = new Map<string, number>();
  for (const { rule } of plan.breaches.filter((breach) => !breach.hard))
    counts.set(ruleLabels[rule][locale], (counts.get(ruleLabels[rule][locale]) ?? 0) + 1);
  for (const [label, count] of counts) lines.push(`  ${label}: ${count}`);
  if (plan.status === 'published')
    lines.push(zh ? `已公布（${plan.published_by}）` : `Published by ${plan.published_by}`);
  return `${lines.join('\n')}\n`;
}
