import { expect, test } from 'vitest';
import { digestText, type DigestRow } from '../../pipeline/server/digest-text.ts';

const row = (more: Partial<DigestRow>): DigestRow => ({
  unit_code: 'A',
  unit_name: '青禾小学',
  body_zh: null,
  body_en: null,
  area: '东片区',
  campaign_zh: '小行动',
  campaign_en: 'Small campaign',
  label_zh: '演练计划',
  label_en: 'Drill plan',
  due_date: '2025-03-20',
  is_late: true,
  late: 1,
  owing: 1,
  ...more,
});

test('areas, in them units, in them what is late and what falls due', () => {
  const rows = [
    row({
      area: null,
      unit_code: null,
      unit_name: null,
      body_zh: '教育局',
      body_en: 'Education bureau',
    }),
    row({ owing: 2 }),
    row({ due_date: '2025-03-28', is_late: false, owing: 2 }),
  ];
  expect(digestText(rows, '2025-03-25', 'zh')).toBe(`# 专项行动一周催办（截至 2025-03-25）

逾期 2 件，一周内到期 1 件。

## 部门

### 教育局

- 2025-03-20 · 演练计划 · 小行动 · 逾期

## 东片区

### 青禾小学

- 2025-03-20 · 演练计划 · 小行动 · 逾期
- 2025-03-28 · 演练计划 · 小行动 · 一周内到期
`);
});

test('a long list is cut and says by how much; names are no Markdown', () => {
  const many = Array.from({ length: 12 }, () =>
    row({ unit_name: '[x](y) *学校*', late: 15, owing: 15 }),
  );
  const digest = digestText(many, '2025-03-25', 'en');
  expect(digest.match(/^- /gm)).toHaveLength(13);
  expect(digest).toContain('- and 3 more');
  expect(digest).toContain('Overdue: 15. Due within a week: 0.');
  expect(digest).toContain('### \\[x\\](y) \\*学校\\*');
});

test('nothing late is said', () => {
  expect(digestText([], '2025-03-25', 'en')).toContain('Nothing is overdue');
});
