import { skills } from './rules.ts';

/** Stands for an area where no unit has one yet. */
const SOME_AREA = '示例片区';

/** A text as YAML holds it, whatever signs are in it: JSON is YAML. */
const quoted = (text: string): string => JSON.stringify(text);

function team(
  name: string,
  kind: 'bureau' | 'mutual',
  area: string,
  days: number,
  inspectors: readonly string[],
): string[] {
  return [
    `  - team: ${name}`,
    `    kind: ${kind}`,
    `    area: ${quoted(area)}`,
    `    days_per_month: ${days}`,
    '    inspectors:',
    ...inspectors.flatMap((inspector) => [
      `      - name: ${inspector}`,
      `        skills: [${skills.join(', ')}]`,
    ]),
  ];
}

/**
 * A file of teams to begin with: valid as it stands, each key explained in both languages.
 * @param areas that there are; teams start from the first two
 * @param month from which days off and shorter months are shown, `YYYY-MM`
 */
export function exampleCapacity(areas: readonly string[], month: string): string {
  const [first = SOME_AREA, second = first] = areas;
  const lines = [
    '# 检查力量：谁能去检查、能去几天。请把示例中的检查组和人员换成本局的，再在“检查计划”页提交。',
    '# Teams: who can inspect, and on how many days. Put your own teams and people in place of these,',
    '# then hand the file in on the page of plans.',
    `# 现有片区 areas: ${areas.map(quoted).join(' ')}`,
    '',
    '# 版本：自己起的名字，计划里会记下。 A name of your own; plans note it.',
    'version: example',
    '',
    '# team 组名，不能重复。 A name of its own.',
    '# kind：bureau 局检查组；mutual 片区互查组，只去别的片区。',
    '#   bureau: of the bureau; mutual: of an area, and sent to other areas only.',
    '# area 从哪个片区出发。 The area it starts from.',
    '# days_per_month 每月至多出组几天，0–31。 Days a month on which it can go out at most.',
    '# inspectors 每次去两人，一组至少两人。 Two go at a time: at least two a team.',
    '# skills 懂什么 what they know: fire 消防, food 食品, laboratory 实验室, bus 校车, building 建筑',
    'teams:',
    ...team('检查一组', 'bureau', first, 5, ['示例甲', '示例乙', '示例丙']),
    '        # 可不填：曾任职的单位代码，须回避。 May be left out: codes of units they came from.',
    "        # from_units: ['1001']",
    '        # 可不填：哪几天不在。 May be left out: days on which they are away.',
    `        # days_off: [{ from: ${month}-10, to: ${month}-12 }]`,
    ...team('检查二组', 'bureau', second, 5, ['示例丁', '示例戊', '示例己']),
    ...(second === first ? [] : team('互查组', 'mutual', first, 2, ['示例庚', '示例辛'])),
    '',
    '# 可不填：哪个月各组至多几天。 May be left out: months in which every team has fewer days.',
    '# months:',
    `#   ${month}: 3`,
  ];
  return `${lines.join('\n')}\n`;
}
