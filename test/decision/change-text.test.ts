import { expect, test } from 'vitest';
import { changeLines } from '../../pipeline/decision/change-text.ts';
import type { ChangePart, Explanation } from '../../pipeline/decision/explanation.ts';

const silence = (direction: 'began' | 'ended'): ChangePart => ({
  kind: 'hold',
  name: 'history_silent',
  label: { zh: '历史模型未采信', en: 'History not relied on' },
  direction,
  value_before: 7.2,
  value: 0,
  hundredths: 0,
});

const explained = (...parts: ChangePart[]): Explanation =>
  ({
    score: 20.1,
    program: '0.1.0+aaa',
    change: {
      month: '2026-06',
      score: 20.3,
      regime: 'full_checkup',
      tier: 'blue',
      policy_version: '2026-09',
      program: '0.1.0+aaa',
      parts: [
        ...parts,
        {
          kind: 'indicator',
          name: 'inherent_risk',
          label: { zh: '设施固有风险', en: 'Inherent risk' },
          direction: 'down',
          value_before: 3,
          value: 2,
          hundredths: -20,
        },
      ],
    },
  }) as unknown as Explanation;

test('where the history model begins or ends to be relied on, it is said what that does to its points', () => {
  expect(changeLines(explained(silence('ended')), 'zh')).toEqual([
    '',
    '比 2026-06 的变化：得分 20.30 → 20.10 (−0.20)',
    '  · 历史模型未采信：结束，预期检查问题的得分自本月起计入等级和监管方式',
    '    −0.20  设施固有风险',
  ]);
  expect(changeLines(explained(silence('began')), 'en')[2]).toBe(
    '  · History not relied on: began; what visits are expected to find does not count for tier and regime from this month on',
  );
});

test('where another program decided the month before, it is named, and its part of the difference marked', () => {
  const part: ChangePart = {
    ...silence('began'),
    kind: 'program',
    name: 'finding_expected',
    label: { zh: '预期检查问题', en: 'Expected findings' },
    direction: 'up',
    hundredths: 310,
  };
  const told = { ...explained(part), program: '0.2.0+bbb' };
  expect(changeLines(told, 'zh').slice(2, 4)).toEqual([
    '  · 由程序（0.1.0+aaa）换为程序（0.2.0+bbb）',
    '    +3.10  预期检查问题（程序更换）',
  ]);
  const { change } = told;
  const unrecorded = change && { ...told, change: { ...change, program: null } };
  expect(unrecorded && changeLines(unrecorded, 'en').slice(2, 4)).toEqual([
    '  · From a program that was not recorded to program 0.2.0+bbb',
    '    +3.10  Expected findings (by the new program)',
  ]);
});

test('where another program decided the month before and nothing differs by it, it is not named', () => {
  const told = { ...explained(silence('began')), program: '0.2.0+bbb' };
  expect(changeLines(told, 'en').join()).not.toContain('program');
});
