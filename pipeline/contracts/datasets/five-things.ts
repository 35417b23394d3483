/** Rule H3: what a hazard that cannot be fixed at once must name, and the controls while it is open. */
const THINGS = [
  ['responsible_party', '整改责任单位', 'responsible party'],
  ['measures', '整改措施', 'measures'],
  ['funds', '投入资金', 'funds'],
  ['deadline', '整改期限', 'deadline'],
  ['contingency_plan', '应急预案', 'contingency plan'],
  ['interim_controls', '临时管控措施', 'interim controls'],
] as const;

/** Whether a thing is left out, or the cell says that there is none. */
const isMissing = (name: string): string =>
  ['funds', 'deadline'].includes(name)
    ? `${name} is null`
    : `contains('|无|暂无|没有|/|-|—|', '|' || ${name} || '|') is not false`;

const missingThings = (comma: string, word: 1 | 2): string =>
  `concat_ws('${comma}', ${THINGS.map((thing) => `case when ${isMissing(thing[0])} then '${thing[word]}' end`).join(', ')})`;

/** Whether any of them is missing from a row of the ledger, as SQL. */
export const LACKS_A_THING = THINGS.map(([name]) => isMissing(name)).join(' or ');

/** Those that are missing from a row, by name, as SQL. */
export const MISSING_THINGS = { zh: missingThings('、', 1), en: missingThings(', ', 2) } as const;
