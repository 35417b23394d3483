import { expect, test } from 'vitest';
import type { UnmappedValue } from '../../../dashboard/data/actions.ts';
import { mappingQuestions } from '../../../dashboard/pages/data/mapping-questions.ts';

const proposal = (code: string, similarity: number) => ({ code, label: code, similarity });

const severity = (dataset: string, change: Partial<UnmappedValue> = {}): UnmappedValue => ({
  ...{ kind: 'code', list: 'severity', dataset, column: 'severity', value: '待定' },
  ...{ rows: 4, files: 2, proposals: [] },
  ...change,
});

test('a word that two returns hold is asked about once, with the likeliest of what it may be', () => {
  const questions = mappingQuestions([
    severity('hazard', { proposals: [proposal('general', 0.7), proposal('major', 0.6)] }),
    severity('finding', { proposals: [proposal('major', 0.9)] }),
    severity('finding', { value: '三级' }),
  ]);
  expect(questions.map(({ value, places }) => [value, places.map((at) => at.dataset)])).toEqual([
    ['待定', ['hazard', 'finding']],
    ['三级', ['finding']],
  ]);
  expect(questions[0]?.proposals).toEqual([proposal('major', 0.9), proposal('general', 0.7)]);
});

test('the same word of another list is another question', () => {
  const questions = mappingQuestions([severity('hazard'), severity('hazard', { list: 'source' })]);
  expect(new Set(questions.map(({ key }) => key)).size).toBe(2);
});
