import { isoDay, firstDay, monthOf } from './calendar.ts';
import type { Area } from './geography.ts';
import type { Team } from './inspections.ts';
import { person } from './names.ts';
import { Random } from './random.ts';
import type { Unit } from './units.ts';

/** What the teams are made of. */
interface Bureau {
  readonly teams: readonly Team[];
  readonly units: readonly Unit[];
  readonly geography: { readonly areas: readonly Area[] };
}

const SKILLS = ['fire', 'food', 'laboratory', 'bus', 'building'];
/** A bureau team goes out one day a week; an area's team for mutual checks (W3) twice a month. */
const DAYS = { bureau: 5, mutual: 2 };
const MUTUAL_TEAMS = 2;

/**
 * The bureau's teams as the file that plans are made with: those that inspected all along, and teams of
 * two areas for mutual checks. The same district gives the same text.
 */
export function capacityFile({ teams, units, geography }: Bureau, seed: string): string {
  const random = new Random(`${seed}/capacity`);
  const distinct = tellApart();
  const areas = geography.areas.map(({ name }) => name);
  const lines = [
    '# Teams and inspectors of the sample district; its people do not exist.',
    `version: sample-${seed}`,
    'teams:',
    ...teams.flatMap(({ name, members }, index) =>
      team(random, units, name, 'bureau', areas[index % areas.length] ?? '', distinct(members)),
    ),
    ...areas.slice(0, MUTUAL_TEAMS).flatMap((area) => {
      const members = distinct([person(random), person(random), person(random)]);
      return team(random, units, `${area}互查组`, 'mutual', area, members);
    }),
  ];
  return `${lines.join('\n')}\n`;
}

/** Several people of the bureau may share a name, in one team or in two: all but the first are told apart. */
function tellApart(): (names: readonly string[]) => string[] {
  const named = new Map<string, number>();
  return (names) =>
    names.map((name) => {
      const nth = (named.get(name) ?? 0) + 1;
      named.set(name, nth);
      return nth === 1 ? name : `${name}（${nth}）`;
    });
}

function team(
  random: Random,
  units: readonly Unit[],
  name: string,
  kind: keyof typeof DAYS,
  area: string,
  members: readonly string[],
): string[] {
  return [
    `  - team: ${name}`,
    `    kind: ${kind}`,
    `    area: ${area}`,
    `    days_per_month: ${DAYS[kind]}`,
    '    inspectors:',
    ...members.flatMap((member, index) => {
      const missing = SKILLS[(index + 2) % SKILLS.length];
      const skills = SKILLS.filter((skill) => skill !== missing).join(', ');
      const from = random.chance(0.6) ? [`        from_units: ['${random.pick(units).code}']`] : [];
      const start = firstDay(monthOf(2026, 11)) + random.integer(0, 300);
      const off = `{ from: ${isoDay(start)}, to: ${isoDay(start + random.integer(2, 9))} }`;
      return [
        `      - name: ${member}`,
        `        skills: [${skills}]`,
        ...from,
        `        days_off: [${off}]`,
      ];
    }),
  ];
}
