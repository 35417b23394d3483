import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { Breach, PlanDetail } from '../../dashboard/data/plans.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import PlanNotes from '../../dashboard/pages/plan/PlanNotes.svelte';

const near: Breach = {
  rule: 'gap',
  hard: true,
  text: '两次检查只隔 1 个月，至少应隔 2 个月：2026-11-10（已锁定）、2026-12-08（随机抽取）',
  place: '青禾小学',
  advice: '抽中的要去；锁定的那次请先解锁，再改期或取消',
};
const short: Breach = {
  rule: 'covert_quota',
  hard: false,
  text: '明察暗访次数不足 1 / 2',
  place: '2026-11',
  advice: null,
};

test('a rule that must be kept and is not stands apart from what falls short, with what to do', async () => {
  locale.current = 'zh';
  const plan = { clash: null, breaches: [near, short] } as unknown as PlanDetail;
  await render(PlanNotes, { plan });
  const broken = document.querySelector('section[role=status]')?.textContent ?? '';
  expect(broken).toContain('违反必须遵守的规则：1 处');
  for (const words of [near.place, near.text, near.advice]) expect(broken).toContain(words);
  expect(broken).not.toContain(short.text);
  expect(document.querySelector('summary')?.textContent).toContain('尚有不足：1 项');
});
