import type { FeatureCollection } from 'geojson';
import { accidentsOf } from './accidents.ts';
import { dayIn, firstDay, lastDay, numberOfMonth, type Month } from './calendar.ts';
import { campaignMonth } from './campaign/tables.ts';
import { UnitChanges, type Merger } from './changes.ts';
import { inventGeography, type Geography } from './geography.ts';
import type { Delivery } from './delivery.ts';
import {
  accidentDelivery,
  bureauDelivery,
  bureauName,
  changeDelivery,
  formDelivery,
  registerDelivery,
} from './bureau-deliveries.ts';
import { bureauHand, laterHand, zoneHands } from './handwriting.ts';
import { Inspectorate, type Team } from './inspections.ts';
import { withMistakes } from './mistakes.ts';
import { areaNames } from './names.ts';
import { Random } from './random.ts';
import { bringUpToDate } from './registers.ts';
import { corrected, Reporter, type UnitReturn } from './returns.ts';
import type { Row } from './row.ts';
import { TruthKeeper, type Truth } from './truth.ts';
import { inventUnits, type Unit } from './units.ts';

export interface DistrictOptions {
  readonly units: number;
  readonly months: number;
  readonly seed: string;
  /** Last month. */
  readonly end: Month;
  /** Spoil rows, and correct some returns by a second file. */
  readonly flawed: boolean;
}

const SHEETS: Readonly<Record<string, string>> = {
  hazard: '隐患台账',
  drill: '演练记录',
  hazard_return: '隐患排查月报',
};

/** Share of the closings that a back-dater in full dose dates before they were found. */
const BACK_DATED = 0.3;

/** An invented district living through its months. */
export class District {
  readonly geography: Geography;
  readonly units: readonly Unit[];
  readonly first: Month;
  readonly #random: Random;
  readonly #inspectorate: Inspectorate;
  readonly #reporters: ReadonlyMap<Unit, Reporter>;
  readonly #truth: TruthKeeper;
  readonly #changes: UnitChanges;

  constructor(readonly options: DistrictOptions) {
    const { units, months, seed, end } = options;
    this.#random = new Random(seed);
    this.first = end - months + 1;
    const areas = Math.min(areaNames.length, Math.max(3, Math.round(units / 20)));
    this.geography = inventGeography(this.#random.fork('geography'), areas);
    this.units = inventUnits(this.#random.fork('units'), this.geography, units, this.#septembers());
    this.#inspectorate = new Inspectorate(this.#random.fork('inspections'));
    this.#reporters = new Map(
      this.units.map((unit) => [
        unit,
        new Reporter(this.#random.fork(`returns/${unit.code}`), unit),
      ]),
    );
    this.#truth = new TruthKeeper(seed, this.first, months);
    this.#changes = new UnitChanges(this.#random.fork('changes'), this.units, months);
  }

  get boundaries(): FeatureCollection {
    return this.geography.boundaries;
  }

  /** The bureau's teams of inspectors. */
  get teams(): readonly Team[] {
    return this.#inspectorate.teams;
  }

  get truthKeeper(): TruthKeeper {
    return this.#truth;
  }

  /** The truth, once all deliveries have been taken. */
  finish(files: number): Truth {
    const teams = this.#inspectorate.teams;
    return this.#truth.finish(
      files,
      Object.fromEntries(
        teams.map(({ name, strictness }) => [name, Math.round(strictness * 1000) / 1000]),
      ),
      (unit) => this.#reporter(unit).ledger.relapses,
    );
  }

  /** Everything that is sent, month by month; within a month sorted by the time it was received. */
  *deliveries(): Generator<Delivery> {
    const { months } = this.options;
    const start = this.first;
    const atFirst = this.units.filter((unit) => unit.opens === 0);
    yield registerDelivery(start, (firstDay(start) - 5) * 1440 + 570, atFirst);
    let accidents: Row[] = [];
    let waiting: Delivery[] = [];
    let merged: Merger[] = [];
    for (let at = 0; at < months; at++) {
      const month = start + at;
      // The month after a merger the ledger of the one is carried on by the other.
      for (const { from, into } of merged)
        this.#reporter(into).ledger.takeOver(this.#reporter(from).ledger);
      const { rows: changes, mergers } = this.#changes.happen(
        month,
        at,
        (unit) => this.#reporter(unit).ledger,
      );
      merged = mergers;
      const active = this.units.filter((unit) => at >= unit.opens && at < unit.closes);
      for (const unit of this.units) unit.behaviour = unit.character.next();
      const sent = waiting;
      waiting = [];
      if (changes.length > 0) {
        this.#truth.changed(changes);
        sent.push(changeDelivery(month, changes));
      }
      if (this.#septembers().includes(at)) {
        const changed = bringUpToDate(this.#random.fork(`register/${month}`), this.units, at);
        sent.push(registerDelivery(month, dayIn(month, 8) * 1440 + 600, changed));
      }
      const returns = this.#returns(month, active, at);
      sent.push(...returns.inTime);
      for (const delivery of [...returns.after, ...this.#corrections(month, returns.reports)])
        (delivery.received <= (lastDay(month) + 1) * 1440 ? sent : waiting).push(delivery);
      sent.push(this.#inspections(month, active));
      sent.push(...this.#campaigns(month, active, at === 0));
      if (numberOfMonth(month) === 1) accidents = [];
      const fresh = accidentsOf(this.#random.fork(`accidents/${month}`), month, active);
      accidents.push(...fresh);
      if (fresh.length > 0) sent.push(accidentDelivery(month, accidents));
      yield* sent.sort((one, other) => one.received - other.received);
    }
    yield* waiting.filter(({ received }) => received <= (lastDay(this.options.end) + 20) * 1440);
  }

  /** Indexes of the Septembers after the first month: when registers are brought up to date. */
  #septembers(): number[] {
    return Array.from({ length: this.options.months }, (_, at) => at).filter(
      (at) => at > 0 && numberOfMonth(this.first + at) === 9,
    );
  }

  #returns(month: Month, active: readonly Unit[], at: number) {
    const random = this.#random.fork(`month/${month}`);
    const late = lastDay(month) + random.integer(-1, 4);
    const lateDay = Math.max(late, dayIn(month, 28) + 1);
    const reports: UnitReturn[] = [];
    const inTime: Delivery[] = [];
    for (const [index, zone] of this.#zones().entries()) {
      const sent = dayIn(month, random.integer(25, 28));
      const members = active.filter((unit) => zone.areas.has(unit.area));
      const own = members.map((unit) => this.#reporter(unit).report(month, sent, lateDay));
      reports.push(...own);
      const inZone = own.filter(({ arrival }) => arrival !== 'late');
      const early = zoneHands[index % zoneHands.length] ?? zoneHands[0];
      const hand = early.format === 'utf-8-bom' && at >= 18 ? laterHand : early;
      const minute = sent * 1440 + random.integer(8 * 60, 17 * 60);
      inTime.push(
        this.#monthly(random, inZone, { sender: zone.name, month, hand, received: minute }),
      );
    }
    for (const report of reports) this.#truth.lived(report, month);
    const tardy = reports.filter(({ arrival }) => arrival === 'late');
    const after = tardy.length
      ? [
          this.#monthly(random, tardy, {
            sender: bureauName,
            month,
            hand: { ...bureauHand, fileName: '{year}年{month}月补报汇总' },
            received: lateDay * 1440 + random.integer(8 * 60, 17 * 60),
          }),
        ]
      : [];
    return { reports, inTime, after };
  }

  /** Areas report through the supervision zone that they belong to. */
  #zones(): { name: string; areas: ReadonlySet<string> }[] {
    const areas = this.geography.areas.map(({ name }) => name);
    const count = Math.max(3, Math.round((areas.length * 7) / 12));
    const numbers = ['一', '二', '三', '四', '五', '六', '七'];
    return Array.from({ length: count }, (_, index) => ({
      name: `第${numbers[index] ?? index + 1}督学责任区`,
      areas: new Set(areas.filter((_, area) => area % count === index)),
    }));
  }

  #monthly(
    random: Random,
    reports: readonly UnitReturn[],
    { sender, month, hand, received }: Pick<Delivery, 'sender' | 'month' | 'hand' | 'received'>,
    flawless = false,
  ): Delivery {
    const rows: Record<string, Row[]> = {
      hazard: reports.flatMap(({ hazards }) => hazards),
      drill: reports.flatMap(({ drills }) => drills),
      hazard_return: reports.flatMap(({ summary }) => (summary ? [summary] : [])),
    };
    const units = new Map(reports.map(({ unit }) => [unit.code, unit]));
    const refused = (row: Row): void => {
      const unit = units.get(String(row['unit_code']));
      if (unit && row['hazard_number'])
        this.#reporter(unit).ledger.listAgain(String(row['hazard_number']));
    };
    const backDates = (row: Row): boolean => {
      const character = units.get(String(row['unit_code']))?.character;
      return character?.habit === 'back_dater' && random.chance(character.ways.dose * BACK_DATED);
    };
    const tables = Object.entries(rows)
      .filter(([, list]) => list.length > 0)
      .map(([dataset, list]) => ({
        ...(this.options.flawed && !flawless
          ? withMistakes(random, dataset, list, refused, backDates)
          : { dataset, rows: list, mistakes: new Map() }),
        sheet: SHEETS[dataset] ?? dataset,
      }));
    return { sender, received, hand, subject: '', month, monthly: true, tables };
  }

  /** In some months one unit finds that its return was wrong and sends it again. */
  #corrections(month: Month, reports: readonly UnitReturn[]): Delivery[] {
    const random = this.#random.fork(`corrections/${month}`);
    const candidates = reports.filter(
      ({ arrival, hazards, summary }) => arrival === 'on_time' && hazards.length > 0 && summary,
    );
    if (!this.options.flawed || candidates.length === 0 || !random.chance(0.4)) return [];
    const report = { ...corrected(random, random.pick(candidates), month), drills: [] };
    const day = lastDay(month) + random.integer(2, 12);
    const hand = { ...bureauHand, fileName: `${report.unit.name}{year}年{month}月更正` };
    const received = day * 1440 + random.integer(8 * 60, 17 * 60);
    return [
      this.#monthly(random, [report], { sender: report.unit.name, month, hand, received }, true),
    ];
  }

  #inspections(month: Month, active: readonly Unit[]): Delivery {
    const random = this.#random.fork(`inspections/${month}`);
    const last = lastDay(month) - 1;
    const { inspections, findings } = this.#inspectorate.live(
      month,
      active,
      (unit) => this.#reporter(unit).ledger,
      last,
    );
    const list = this.options.flawed
      ? withMistakes(random, 'finding', findings)
      : { dataset: 'finding', rows: findings, mistakes: new Map() };
    return bureauDelivery(month, lastDay(month), '检查情况', [
      { dataset: 'inspection', rows: inspections, mistakes: new Map(), sheet: '检查记录' },
      { ...list, sheet: '检查问题清单' },
    ]);
  }

  /** What units and bodies logged for campaigns, and the forms of the safety month that parents sent. */
  #campaigns(month: Month, active: readonly Unit[], first: boolean): Delivery[] {
    const random = this.#random.fork(`campaigns/${month}`);
    const { tables, forms } = campaignMonth(random, month, active, first);
    return [
      ...forms.map((row) => formDelivery(month, row)),
      bureauDelivery(month, lastDay(month), '专项行动台账', tables),
    ];
  }

  #reporter(unit: Unit): Reporter {
    const reporter = this.#reporters.get(unit);
    if (!reporter) throw new RangeError(`no reporter for ${unit.code}`);
    return reporter;
  }
}
