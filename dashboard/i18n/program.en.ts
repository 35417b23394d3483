import type { programZh } from './program.zh.ts';

export const programEn: Readonly<Record<keyof typeof programZh, string>> = {
  'program.named': 'program {program}',
  'program.unrecorded': 'a program that was not recorded',
  'program.and': ', ',
  'program.month':
    'The decisions of {month} were published by {program} and stand; program {now} made this snapshot.',
  'program.month.differs':
    'Deciding anew, it would put {regimes} of the {decisions} units under another regime and {tiers} in another tier.',
  'program.month.same':
    'Deciding anew, it would leave all {decisions} units under the same regime and in the same tier.',
  'program.between':
    '{from} was decided by {before}, {to} by {after}: part of the difference may be the program’s. A unit’s page tells the parts asunder under “Why it changed”.',
  'program.unit':
    'The decision of this month was published by {program} and stands; program {now} made this snapshot.',
  'program.unit.differs': 'Deciding anew, it comes to: {regime}, {tier}, score {score}.',
  'program.unit.score': 'Deciding anew, it comes to the same regime and tier, score {score}.',
  'program.unit.same': 'Deciding anew, it comes to the same.',
  'program.unit.none': 'Deciding anew, it decides nothing of the unit in this month.',
  'program.unit.figures':
    'What this page says of the next visit, and the points of groups, are by the present program.',
};
