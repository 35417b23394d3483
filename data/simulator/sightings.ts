import type { Day, Month } from './calendar.ts';
import type { Sighting } from './entries.ts';
import type { HazardLedger } from './hazards.ts';
import { wordingOf } from './phrases.ts';
import type { Random } from './random.ts';
import { drawWorkArea, majorChance } from './risks.ts';
import type { Unit } from './units.ts';

/** Weight of what neither the unit nor anybody else had noticed, in hazards. */
const UNNOTICED = 0.8;

/** Share of the findings that turn out to be something struck off before, and where closings are for show. */
const UNDONE = 0.01;
const UNDONE_SHAM = 0.8;

/** Share of the findings that the inspector words as the unit did. */
const SAME_WORDS = 0.85;

/**
 * What inspectors find on a visit: hazards on the unit's own list, some that it hid, some that nobody had
 * noticed, and where closings are for show some that it has struck off.
 */
export function sightingsOf(
  random: Random,
  unit: Unit,
  ledger: HazardLedger,
  { day, month, count }: { day: Day; month: Month; count: number },
): Sighting[] {
  const { open, closed, hidden } = ledger.lookedAt(day);
  const { character } = unit;
  const listed = random.shuffled(open);
  const undone = random.shuffled(closed);
  const share = character.habit === 'sham_closer' ? UNDONE_SHAM * character.ways.dose : UNDONE;
  return Array.from({ length: count }, (): Sighting => {
    const again = random.chance(share) ? undone.pop() : undefined;
    if (again) return inOtherWords(random, again);
    const known = listed.length / (listed.length + hidden + UNNOTICED);
    const reported = random.chance(known) ? listed.pop() : undefined;
    if (reported) return inOtherWords(random, reported);
    const workArea = drawWorkArea(random, ledger.weights, month);
    const major = random.chance(majorChance(unit));
    return { workArea, major, wording: wordingOf(random, workArea, major) };
  });
}

function inOtherWords(random: Random, { workArea, major, wording }: Sighting): Sighting {
  if (random.chance(SAME_WORDS)) return { workArea, major, wording };
  return { workArea, major, wording: wordingOf(random, workArea, major) };
}
