import type { Day } from './calendar.ts';
import type { Random } from './random.ts';
import type { Row } from './row.ts';
import type { Unit } from './units.ts';

/** How something found gets closed: every deadline it was given and the days that mattered. */
export interface Course {
  /** First deadline, then each extension, with the day from which it holds. */
  readonly deadlines: readonly { readonly from: Day; readonly deadline: Day }[];
  readonly fixed: Day;
  readonly struckOff: Day;
}

/**
 * Draws how something found on a day will be closed by a unit that behaves as it does now.
 * Good units close well before the deadline; poor ones long after it, with extensions or without.
 */
export function drawCourse(random: Random, unit: Unit, found: Day, major: boolean): Course {
  const { diligence } = unit.behaviour;
  const { character } = unit;
  const extender = character.shows('serial_extender', random);
  const term = major ? random.integer(45, 120) : random.pick([7, 10, 15, 15, 20, 30]);
  const first = found + term;
  const sameDay = !major && !extender && random.chance(0.15 + 0.3 * diligence);
  let delay = sameDay
    ? random.integer(0, 2)
    : Math.round(term * Math.exp(1.35 - 2.35 * diligence + random.normal() * 0.38));
  // Whoever is nearly done gets it done by the day.
  if (Math.abs(delay - term) <= 2 && random.chance(0.35)) delay = term;
  if (character.ways.custom === 'deadline_leaner' && random.chance(0.2)) delay = term;
  if (!sameDay && character.shows('deadline_closer', random)) delay = term;
  if (character.habit === 'sham_closer') delay = Math.min(delay, term);
  if (extender) delay = Math.round(term * random.between(1.6, 3.5));
  const asks = character.ways.custom === 'extender' ? 0.75 : 0.3 + 0.25 * diligence;
  const fixed = found + Math.min(delay, 420);
  const deadlines = [{ from: found, deadline: first }];
  let last = first;
  while (fixed > last && deadlines.length < 4 && (extender || random.chance(asks))) {
    const next = last + random.pick([10, 15, 30]);
    deadlines.push({ from: last, deadline: next });
    last = next;
  }
  return { deadlines, fixed, struckOff: fixed + (sameDay ? 0 : random.integer(0, 5)) };
}

/** The columns that say how far the closed loop of rule H1 has come by a day. */
export function progressOf(course: Course, found: Day, day: Day): Row {
  const known = course.deadlines.filter(({ from }) => from <= day);
  const fixed = day >= course.fixed;
  const status =
    day >= course.struckOff
      ? 'struck_off'
      : fixed
        ? 'reported'
        : day - found >= 3
          ? 'rectifying'
          : day > found
            ? 'registered'
            : 'found';
  return {
    deadline: (known.at(-1) ?? course.deadlines[0])?.deadline ?? null,
    extensions: Math.max(0, known.length - 1),
    status,
    closed_date: fixed ? course.fixed : null,
  };
}
