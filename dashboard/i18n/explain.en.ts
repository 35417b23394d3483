import type { explainZh } from './explain.zh.ts';

export const explainEn: Readonly<Record<keyof typeof explainZh, string>> = {
  'explain.change': 'Why it changed',
  'explain.change.line':
    'Since {month}: the score {before} → {after}, a difference of {difference}. The parts add up to it exactly.',
  'explain.change.same': 'Since {month}: the score {score}, no change.',
  'explain.change.first': 'This is the first decision on the unit.',
  'explain.change.regime': 'Regime',
  'explain.change.tier': 'Tier',
  'explain.change.policy': 'Policy: {before} before, {after} now',
  'explain.change.program':
    'From {before} to {after}. Parts marked “by the new program” are the same month, worked out differently',
  'explain.change.part': 'Part',
  'explain.change.value': 'Value',
  'explain.change.points': 'Points',
  'explain.change.by_policy': '{label} (by the new rules)',
  'explain.change.by_program': '{label} (by the new program)',
  'explain.change.sum': 'Sum',
  'explain.change.opened': 'opened',
  'explain.change.lifted': 'lifted',
  'explain.change.began': 'began',
  'explain.change.ended': 'ended',
  'explain.change.history_silent_began':
    'What visits are expected to find does not count for tier and regime from this month on',
  'explain.change.history_silent_ended':
    'What visits are expected to find counts for tier and regime from this month on',
  'explain.change.stays': 'stays',
  'explain.way': 'The way back to the annual check-up',
  'explain.way.working': 'Deciding it anew, case by case…',
  'explain.way.open':
    'If this is done next month and nothing new comes, it is back to the annual check-up from {back}:',
  'explain.way.verified':
    'The least set: with any of it left out the unit is not back by then. Verified by the very models that decide (sets decided: {tried}).',
  'explain.way.not_least':
    'There are too many sets to try them all: none of this one can be left out, but a smaller one may exist.',
  'explain.way.closed': 'Nothing that can be done now brings it back to the annual check-up:',
  'explain.way.gate': '“{gate}” is lifted from {until}; only time does it.',
  'explain.way.gate_stays': '“{gate}” is not lifted within three and a half years.',
  'explain.way.carried': 'Taken over from a unit that ended, to be settled first: {count}.',
  'explain.way.history':
    'What visits found so far speaks against it: with a probability of {probability}% its rate is above the threshold; to go back it must be at most {limit}%. A clean next visit would bring it to {after}%, more of them or time further.',
};
