import gcoord from 'gcoord';
import { Character, type Behaviour } from './behaviour.ts';
import { toPosition, type Area, type Geography } from './geography.ts';
import { NameGiver, person } from './names.ts';
import type { Random } from './random.ts';
import type { Row } from './row.ts';

/** A unit of the invented district. */
export interface Unit {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly area: string;
  readonly parent: Unit | undefined;
  readonly character: Character;
  /** Its line in the register; yearly updates change it. */
  readonly register: Row;
  /** Month, counted from the first of the simulation, in which it opened; 0 for most. */
  readonly opens: number;
  /** Month in which it closed for good. */
  readonly closes: number;
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

export const SCHOOLS: ReadonlySet<string> = new Set([
  'primary',
  'migrant_primary',
  'junior_secondary',
  'nine_year',
  'senior_secondary',
  'twelve_year',
  'vocational',
  'special',
  'campus',
]);

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

function ownershipOf(kind: string, random: Random): string {
  const privately: Record<string, number> = {
    kindergarten: 0.45,
    migrant_primary: 1,
    training: 1,
    bus_company: 1,
    service_firm: 1,
    senior_secondary: 0.1,
    twelve_year: 0.6,
  };
  return random.chance(privately[kind] ?? 0) ? 'private' : 'public';
}

const SIZES: Record<string, readonly [number, number]> = {
  kindergarten: [90, 360],
  primary: [300, 1900],
  migrant_primary: [250, 900],
  junior_secondary: [400, 1800],
  nine_year: [600, 2400],
  senior_secondary: [900, 3000],
  twelve_year: [900, 2800],
  vocational: [800, 3200],
  special: [60, 180],
  campus: [400, 1600],
  training: [20, 240],
};

/** Rule W5. */
function exposures(kind: string, ownership: string, random: Random): Row {
  const [low, high] = SIZES[kind] ?? [0, 0];
  const students = high === 0 ? 0 : Math.round(low + (high - low) * random.next() ** 1.4);
  const secondary = ['junior_secondary', 'nine_year', 'senior_secondary', 'twelve_year'];
  const boards =
    { senior_secondary: 0.85, twelve_year: 0.8, vocational: 0.9, nine_year: 0.2 }[kind] ?? 0.04;
  const school = SCHOOLS.has(kind);
  const simple =
    (kind === 'migrant_primary' && random.chance(0.6)) ||
    (kind === 'kindergarten' && ownership === 'private' && random.chance(0.12));
  const yes = (p: number): boolean => random.chance(p);
  return {
    students,
    staff:
      Math.max(4, Math.round(students / random.between(9, 14))) +
      (students ? 0 : random.integer(8, 60)),
    boarders: school && yes(boards) ? Math.round(students * random.between(0.2, 0.8)) : 0,
    school_buses:
      kind === 'bus_company'
        ? random.integer(15, 70)
        : yes(kind === 'kindergarten' || kind === 'primary' ? 0.18 : 0.05)
          ? random.integer(1, 5)
          : 0,
    lifts: yes(school ? 0.3 : 0.1) ? random.integer(1, 6) : 0,
    canteen: school || kind === 'kindergarten' ? yes(0.9) : false,
    chemistry_laboratory: secondary.includes(kind) || kind === 'vocational' ? yes(0.85) : false,
    high_rise: yes(kind === 'training' ? 0.3 : 0.06),
    simple_premises: simple,
    migrant_children: kind === 'migrant_primary' || yes(0.12),
    exam_site: ['senior_secondary', 'junior_secondary', 'vocational'].includes(kind) && yes(0.35),
    works_in_progress: yes(0.06),
    hazardous_ground: yes(0.05),
    gas: school || kind === 'kindergarten' ? yes(0.65) : yes(0.08),
    ebike_charging: yes(0.4),
    outside_property_company: yes(0.45),
    practical_training: kind === 'vocational' || yes(0.03),
    building_year: random.integer(simple ? 1978 : 1988, 2021),
    fire_acceptance: simple ? yes(0.35) : yes(0.93),
    assessed_risk: simple
      ? 'high'
      : random.weighted(
          ['low', 'medium', 'high'],
          (risk) => ({ low: 6, medium: 3, high: 0.6 })[risk] ?? 1,
        ),
    unit_status: 'open',
  };
}

/** The same register line with its point in GCJ-02, as a sender with an Amap export would give it. */
export function inGcj02(row: Row): Row {
  const [longitude = 0, latitude = 0] = gcoord.transform(
    [Number(row['longitude']), Number(row['latitude'])],
    gcoord.WGS84,
    gcoord.GCJ02,
  );
  const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
  return {
    ...row,
    longitude: rounded(longitude),
    latitude: rounded(latitude),
    coordinate_system: 'gcj02',
  };
}
