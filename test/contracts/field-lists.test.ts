import { expect, test } from 'vitest';
import { codeLists, contractOf, type CodeListName } from '../../pipeline/contracts/index.ts';
import { campaignNamed, threeYears } from '../campaigns/definitions.ts';

const codesOf = (list: CodeListName): string[] => codeLists[list].codes.map(({ code }) => code);

/** Columns of a dataset that are ticked yes or no. */
const ticked = (dataset: string): string[] =>
  (contractOf(dataset)?.columns ?? [])
    .filter(({ type }) => type === 'boolean')
    .map(({ name }) => name);

test('H1, H2: the closed loop in order; two severities', () => {
  expect(codesOf('hazard_status')).toEqual([
    'found',
    'registered',
    'rectifying',
    'reported',
    'struck_off',
  ]);
  expect(codesOf('severity')).toEqual(['general', 'major']);
});

test('H5: twelve work areas; eleven tasks of one document and nine areas of another stand in them', () => {
  const ours = codesOf('work_area');
  expect(ours).toHaveLength(12);
  const tasks = threeYears.tasks.map(({ workArea }) => workArea);
  const areas = campaignNamed('group_action').areas.map(({ workArea }) => workArea);
  expect(tasks).toHaveLength(11);
  expect(tasks.slice(3, 9)).toEqual(['fire', 'security', 'food', 'laboratory', 'bus', 'building']);
  expect(new Set(areas).size, 'each for itself').toBe(9);
  for (const area of [...tasks, ...areas]) expect(ours).toContain(area);
});

test('H6, I1: thirteen sources of hazards, eighteen types of inspection', () => {
  expect(codesOf('hazard_source')).toHaveLength(13);
  expect(codesOf('inspection_type')).toHaveLength(18);
});

test('T5: eleven topics of safety education', () => {
  const words = codeLists.activity_topic.codes.flatMap(({ label, synonyms }) => [
    label.zh,
    ...synonyms,
  ]);
  for (const topic of [
    '实验室',
    '交通安全',
    '消防安全',
    '生命安全',
    '食品安全',
    '预防踩踏',
    '预防溺水',
    '预防毒品',
    '卫生防疫',
    '学生欺凌',
    '网络诈骗',
  ])
    expect(words).toContain(topic);
});

test('D3, F1: five traces of a drill, ten items of a fire check', () => {
  expect(ticked('drill')).toHaveLength(5);
  expect(ticked('fire_check')).toHaveLength(10);
});

test('P1, P2: three rates and five systems', () => {
  const columns = contractOf('security_standard')?.columns.map(({ name }) => name);
  expect(columns).toEqual(expect.arrayContaining(['guards_needed', 'guards_full_time']));
  expect(ticked('security_standard')).toEqual([
    ...['campus_closed', 'barriers', 'alarm_linked', 'video_linked'],
    ...['intrusion_system', 'access_system', 'patrol_system'],
  ]);
});
