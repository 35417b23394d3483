import { Character, type Behaviour } from './behaviour.ts';
import { exposures, ownershipOf, SCHOOLS } from './exposures.ts';
import type { Area, Geography } from './geography.ts';
import { NameGiver, person } from './names.ts';
import { toPosition } from './projection.ts';
import type { Random } from './random.ts';
import type { Row } from './row.ts';

/** A unit of the invented district. */
export interface Unit {
  readonly code: string;
  /** As it is now; a change of name sets it anew. */
  name: string;
  readonly kind: string;
  readonly area: string;
  readonly parent: Unit | undefined;
  readonly character: Character;
  /** Its line in the register; yearly updates change it. */
  readonly register: Row;
  /** Month, counted from the first of the simulation, in which it opened; 0 for most. */
  readonly opens: number;
  /** Month in which it closed for good or went into another; may be set while the time runs. */
  closes: number;
  /** How it is now; set anew every month. */
  behaviour: Behaviour;
}

/** Share of each kind of rule W1 among stand-alone units; campuses come with their school groups. */
const SHARES: Record<string, number> = {
  kindergarten: 0.345,
  primary: 0.19,
  migrant_primary: 0.02,
  junior_secondary: 0.095,
  nine_year: 0.04,
  senior_secondary: 0.03,
  twelve_year: 0.008,
  vocational: 0.01,
  special: 0.004,
  training: 0.15,
  bus_company: 0.012,
  centre: 0.01,
  service_firm: 0.012,
};

/** What makes a kind harder to run well. */
const HANDICAP: Record<string, number> = {
  migrant_primary: 0.7,
  training: 0.25,
  bus_company: 0.2,
  vocational: 0.15,
  service_firm: 0.1,
};
const OFFICES: Record<string, string> = {
  training: '教育处',
  centre: '办公室',
  service_firm: '办公室',
};

/**
 * Invents the units of a district, parents before members.
 * @param updates months, counted from the first, in which registers are updated: units open and close then
 */
export function inventUnits(
  random: Random,
  geography: Geography,
  count: number,
  updates: readonly number[],
): Unit[] {
  const names = new NameGiver(random.fork('names'));
  const builder = new Builder(random, names, geography, updates);
  const grouped = Math.round(count * 0.075);
  const alone = count - grouped;
  for (const [kind, share] of Object.entries(SHARES)) {
    const wanted = Math.max(1, Math.round(alone * share));
    for (let made = 0; made < wanted && builder.units.length < alone; made++) builder.add(kind);
  }
  while (builder.units.length < alone) builder.add('kindergarten');
  builder.addCampuses(grouped);
  return builder.units;
}

class Builder {
  readonly units: Unit[] = [];
  readonly #sites = new Map<string, number>();
  readonly #orders = new Map<string, number[]>();
  readonly #centrals = new Map<string, Unit>();
  readonly #leads = new Set<string>();

  constructor(
    readonly random: Random,
    readonly names: NameGiver,
    readonly geography: Geography,
    readonly updates: readonly number[],
  ) {}

  /** A unit of its own, or a member of its township's central school. */
  add(kind: string): void {
    const areas = this.geography.areas;
    const area = areas[this.units.length % areas.length] ?? this.random.pick(areas);
    const rural = areas.indexOf(area) % 2 === 1;
    const central = this.#centrals.get(area.name);
    const first = kind === 'primary' && !central;
    const name = first ? `${area.name}中心小学` : this.names.unit(kind, area.name);
    const member = rural && ['kindergarten', 'primary'].includes(kind) && this.random.chance(0.45);
    const unit = this.#make(kind, name, area, member ? central : undefined);
    if (first) this.#centrals.set(area.name, unit);
  }

  /** Campuses, four to a school group, whose head school is one of the stand-alone schools. */
  addCampuses(count: number): void {
    const heads = this.random.shuffled(
      this.units.filter(
        (unit) =>
          ['primary', 'junior_secondary', 'nine_year', 'senior_secondary'].includes(unit.kind) &&
          !unit.parent &&
          this.#centrals.get(unit.area) !== unit,
      ),
    );
    const places = ['东', '西', '南', '北', '新', '滨河', '高新', '湖畔'];
    for (let made = 0; made < count; made++) {
      const head = heads[Math.floor(made / 4) % Math.max(1, heads.length)];
      const area = this.geography.areas.find(({ name }) => name === head?.area);
      if (!head || !area) return;
      const round = Math.floor(made / (4 * heads.length));
      const place = `${places[(made % 4) + (round % 2) * 4] ?? '东'}${round > 1 ? round : ''}`;
      this.#make('campus', `${head.name}${place}校区`, area, head);
    }
  }

  #make(kind: string, name: string, area: Area, parent: Unit | undefined): Unit {
    const index = this.units.length + 1;
    const code = `90${String(this.geography.areas.indexOf(area) + 1).padStart(2, '0')}${String(
      Object.keys(SHARES).indexOf(kind) + 2,
    ).padStart(2, '0')}${String(index).padStart(4, '0')}`;
    const random = this.random.fork(code);
    const ownership = ownershipOf(kind, random);
    const handicap =
      (HANDICAP[kind] ?? 0) + (kind === 'kindergarten' && ownership === 'private' ? 0.3 : 0);
    const lead = !this.#leads.has(area.name) && ['primary', 'junior_secondary'].includes(kind);
    if (lead) this.#leads.add(area.name);
    const character = new Character(
      random.fork('character'),
      handicap,
      parent?.character.base ?? 0,
      SCHOOLS.has(kind) || kind === 'kindergarten',
    );
    const late = random.chance(0.02) && !lead && kind !== 'campus';
    const closed = !late && random.chance(0.03) && ['kindergarten', 'training'].includes(kind);
    const unit: Unit = {
      code,
      name,
      kind,
      area: area.name,
      parent,
      character,
      opens: late ? random.pick([...this.updates, 0]) : 0,
      closes: closed ? random.pick([...this.updates, Infinity]) : Infinity,
      behaviour: character.next(),
      register: {
        unit_code: code,
        unit_name: name,
        kind,
        ownership,
        area: area.name,
        area_lead: lead,
        parent_code: parent?.code ?? null,
        linked_office: OFFICES[kind] ?? random.pick(['办公室', '政宣处', '教育处', '人事师资处']),
        contact: person(random),
        contact_telephone: `8000${String(random.integer(0, 9999)).padStart(4, '0')}`,
        ...this.#coordinates(area, random),
        ...exposures(kind, ownership, random),
      },
    };
    this.units.push(unit);
    return unit;
  }

  /** Units stand closer around the town; every site is used once before any is used again. */
  #coordinates(area: Area, random: Random): Row {
    const used = this.#sites.get(area.name) ?? 0;
    this.#sites.set(area.name, used + 1);
    const order = this.#orders.get(area.name) ?? siteOrder(this.random, area.sites.length);
    this.#orders.set(area.name, order);
    const [x, y] = area.sites[order[used % order.length] ?? 0] ?? [0, 0];
    const [longitude, latitude] = toPosition(
      x + random.between(-0.09, 0.09),
      y + random.between(-0.09, 0.09),
    );
    return { longitude, latitude, coordinate_system: 'wgs84' };
  }
}

/** Indexes of sites in an order that prefers the near ones. */
function siteOrder(random: Random, count: number): number[] {
  return Array.from({ length: count }, (_, index) => ({
    index,
    turn: random.exponential(1) * (1 + 6 * (index / count)),
  }))
    .sort((one, other) => one.turn - other.turn)
    .map(({ index }) => index);
}
