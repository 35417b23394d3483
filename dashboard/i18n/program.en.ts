import type { programZh } from './program.zh.ts';

export const programEn: Readonly<Record<keyof typeof programZh, string>> = {
  'program.named': 'program {program}',
  'program.unrecorded': 'a program that was not recorded',
  'program.and': ', ',
  'program.month':
    'The decisions of {month} were published by {program} and stand; program {now} made this snapshot. Deciding again, it would put {regimes} of the {decisions} units under another regime and {tiers} in another tier, and score {scores} otherwise.',
  'program.between':
    '{from} was decided by {before}, {to} by {after}: part of the difference may be the program’s. A unit’s page shows each part under “Why it changed”.',
  'program.unit':
    'The decision of this month was published by {program} and stands; program {now} made this snapshot. Deciding again, it {outcome}.',
  'program.unit.differs': 'comes to: {regime}, {tier}, score {score}',
  'program.unit.score': 'comes to the same regime and tier, with a score of {score}',
  'program.unit.none': 'makes no decision on this unit for this month',
};
