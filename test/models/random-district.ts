import { Random } from '../fuzz/random.ts';
import { day, monthsBetween, unit } from './received.ts';
import type { Received, Row } from './world.ts';

const KINDS = ['primary', 'junior_secondary', 'kindergarten', 'campus'];
const AREAS = ['东片区', '西片区'];
const WORK_AREAS = ['fire', 'food', 'bus'];
const STATUSES = ['found', 'rectifying', 'reported', 'struck_off'];
const SEVERITIES = ['general', 'general', 'major'];
const CHANGES = ['rename', 'move', 'close', 'merge', 'split', 'reopen', 'independent'];

/**
 * What a small district hands in, with all that goes wrong with it: files late or twice, under a wrong unit, month,
 * day or year, corrected to something else, taken back; units registered late, renamed, merged, closed, reopened.
 */
export class RandomDistrict {
  readonly received: Received[] = [];
  readonly #random: Random;
  readonly #months: readonly string[];
  readonly #units: readonly string[];
  #files = 0;

  constructor(seed: number, first: string, last: string) {
    this.#random = new Random(seed);
    this.#months = monthsBetween(first, last);
    const size = 1 + this.#random.below(5);
    // Codes with leading zeros, one the end of another.
    this.#units = ['001', '1', '0001', 'A-1', '１'].slice(0, size);
    for (const code of this.#units) this.#register(code);
    for (const month of this.#months) for (const code of this.#units) this.#month(code, month);
    for (let number = this.#random.below(5); number > 0; number--) this.#change(number);
    this.#correct();
  }

  /** A moment in a month, or some months after it. */
  #moment(month: string): string {
    const index = this.#months.indexOf(month);
    const late = this.#random.chance(0.2) ? this.#random.below(6) : 0;
    const of = this.#months[Math.min(index + late, this.#months.length - 1)] ?? month;
    return this.#random.chance(0.05)
      ? `${day(of, 1)} 00:00:00`
      : `${day(of, 1 + this.#random.below(28))} 10:00:00`;
  }

  #send(dataset: string, receivedAt: string, rows: readonly Row[], replaces?: string): void {
    const file = `file ${++this.#files}`;
    for (const row of rows)
      this.received.push({
        dataset,
        receivedAt,
        file,
        row,
        ...(replaces !== undefined && { replaces }),
      });
  }

  #register(code: string): void {
    const random = this.#random;
    const row = (): Row => ({
      ...unit(code).row,
      unit_name: random.pick(['青禾小学', `单位${code}`]),
      kind: random.pick(KINDS),
      area: random.pick(AREAS),
      area_lead: random.chance(0.3),
      parent_code: random.chance(0.2)
        ? random.pick(this.#units.filter((each) => each !== code))
        : null,
      students: random.below(900),
      canteen: random.chance(0.5),
      unit_status: random.chance(0.9) ? 'open' : 'closed',
    });
    this.#send('unit', this.#moment(this.#months[random.chance(0.8) ? 0 : 4] ?? ''), [row()]);
    while (random.chance(0.5)) this.#send('unit', this.#moment(random.pick(this.#months)), [row()]);
  }

  #month(code: string, month: string): void {
    const random = this.#random;
    const wrong = random.chance(0.05);
    const of = {
      unit_code: random.chance(0.95) ? code : random.pick(this.#units),
      report_month: day(wrong ? random.pick(['2019-03', '2024-02', ...this.#months]) : month, 1),
    };
    if (random.chance(0.85))
      this.#send('hazard_return', this.#moment(month), [{ ...of, hazards_found: random.below(4) }]);
    if (random.chance(0.5))
      this.#send(
        'hazard',
        this.#moment(month),
        Array.from({ length: 1 + random.below(3) }, (_, index) => {
          const status = random.pick(STATUSES);
          return {
            ...of,
            hazard_number: `H${String(random.below(3))}${String(index)}`,
            found_date: random.chance(0.9) ? of.report_month : '2018-02-09',
            source: random.pick(['self_monthly', 'third_party']),
            description: random.pick(['灭火器压力不足', '通道堆物', '线路老化', '护栏松动']),
            work_area: random.pick(WORK_AREAS),
            severity: random.pick(SEVERITIES),
            status,
            extensions: random.below(3),
            deadline: random.chance(0.8) ? `${of.report_month.slice(0, 7)}-28` : null,
            closed_date: status === 'struck_off' ? `${of.report_month.slice(0, 7)}-27` : null,
          };
        }),
      );
    if (random.chance(0.7))
      this.#send('drill', this.#moment(month), [
        {
          ...of,
          drill_date: `${of.report_month.slice(0, 7)}-${random.pick(['10', '28'])}`,
          drill_type: random.pick(['fire', 'earthquake']),
          drill_form: 'practical',
          ...Object.fromEntries(
            ['plan', 'record', 'comment', 'review', 'follow_up'].map((trace) => [
              `has_${trace}`,
              random.chance(0.85),
            ]),
          ),
        },
      ]);
    if (random.chance(0.3)) this.#visit(of.unit_code, month);
    if (random.chance(0.1))
      this.#send('accident', this.#moment(month), [
        {
          accident_number: `X${String(random.below(4))}`,
          unit_code: of.unit_code,
          occurred_at: `${day(month, 10)} 09:00:00`,
          reported_at: `${day(month, 10)} 13:00:00`,
          accident_type: 'injury',
          accident_level: random.pick(['minor', 'general', 'major']),
          responsible: random.chance(0.7),
          deaths: 0,
          injured: 1,
          description: '课间摔伤',
        },
      ]);
  }

  #visit(code: string, month: string): void {
    const random = this.#random;
    const visit = `V${String(random.below(12))}`;
    const found = day(random.chance(0.95) ? month : '2031-01', 12);
    if (random.chance(0.8))
      this.#send('inspection', this.#moment(month), [
        {
          inspection_number: visit,
          unit_code: code,
          inspection_date: found,
          inspection_type: random.pick(['special', 'area_mutual', 'daily']),
          result: 'conditional',
          points: random.chance(0.3) ? random.below(9) : null,
          team: random.pick(['一组', '二组']),
        },
      ]);
    if (random.chance(0.8))
      this.#send(
        'finding',
        this.#moment(month),
        Array.from({ length: 1 + random.below(2) }, (_, index) => ({
          inspection_number: visit,
          finding_number: String(index),
          unit_code: code,
          found_date: found,
          work_area: random.pick(WORK_AREAS),
          severity: random.pick(SEVERITIES),
          description: '疏散通道堆物',
          deadline: random.chance(0.7) ? day(month, 27) : null,
          status: random.pick(STATUSES.slice(0, 3)),
          false_return: random.chance(0.1),
        })),
      );
  }

  #change(number: number): void {
    const random = this.#random;
    const type = random.pick(CHANGES);
    const month = random.pick(this.#months);
    const code = random.pick(this.#units);
    const others = this.#units.filter((each) => each !== code);
    if (others.length === 0 && ['merge', 'split', 'move'].includes(type)) return;
    this.#send('unit_change', this.#moment(month), [
      {
        change_number: `C${String(number)}`,
        change_date: day(random.pick(this.#months), 15),
        change_type: type,
        unit_code: code,
        successor_codes: type === 'merge' || type === 'split' ? random.pick(others) : null,
        new_name: type === 'rename' ? '新名小学' : null,
        new_area: type === 'move' ? random.pick(AREAS) : null,
      },
    ]);
  }

  /** Files corrected by others: to another unit or month, or to what says something else. */
  #correct(): void {
    const random = this.#random;
    const files = [...new Set(this.received.map(({ file }) => file))];
    for (const file of files) {
      const of = this.received.filter((each) => each.file === file);
      const [head] = of;
      if (!head || !random.chance(0.15)) continue;
      const later = this.#months.filter((month) => month >= head.receivedAt.slice(0, 7));
      const moment = `${day(random.pick(later), 28)} ${String(11 + random.below(9))}:00:00`;
      this.#send(
        head.dataset,
        moment,
        of.map(({ row }) => ({
          ...row,
          ...(head.dataset !== 'unit' &&
            random.chance(0.5) && { unit_code: random.pick(this.#units) }),
          ...(typeof row['report_month'] === 'string' &&
            random.chance(0.3) &&
            inMonth(row, row['report_month'].slice(0, 7), random.pick(this.#months))),
        })),
        random.chance(0.9) ? file : undefined,
      );
    }
  }
}

/** A row with the days of its month moved to another one. */
const inMonth = (row: Row, from: string, to: string): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' && value.startsWith(from) ? value.replace(from, to) : value,
    ]),
  );
