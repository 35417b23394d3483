import {
  dayIn,
  firstDay,
  lastDay,
  numberOfMonth,
  yearOfMonth,
  type Day,
  type Month,
} from './calendar.ts';
import type { Delivery } from './delivery.ts';
import { SCHOOLS } from './exposures.ts';
import { officeWork } from './office-work.ts';
import type { Random } from './random.ts';
import type { Row } from './row.ts';
import { safetyMonthTables } from './safety-month.ts';
import type { Unit } from './units.ts';

/** Sheets of the month's log of campaigns, in order. */
const SHEETS: Readonly<Record<string, string>> = {
  activity: '安全活动记录',
  hand_in: '材料报送登记',
  office_log: '部门工作登记',
  risk_list: '月度风险清单',
  platform_upload: '平台上传登记',
  education_task: '安全教育平台',
  fire_check: '防火检查记录',
  hazardous_waste: '危险废物申报',
  bus: '校车台账',
  security_standard: '安防达标情况',
  safe_campus: '平安校园称号',
  safety_month_return: '安全生产月统计表',
};

const OTHERS = new Set(['bus_company', 'service_firm']);
const TOPICS = ['fire', 'security', 'education', 'responsibility', 'food', 'emergency'] as const;
const LESSONS = ['education', 'bus', 'drowning', 'bullying', 'fire', 'mental_health'] as const;
const RISKS = [
  ['food', '食堂操作间', '燃气使用与油烟管道', '每周检漏，定期清洗'],
  ['security', '校门口', '上下学人车混行', '护学岗值守，错时放学'],
  ['fire', '学生宿舍', '用电负荷与疏散通道', '每日巡查，清理通道'],
  ['building', '旧教学楼', '外墙与护栏老化', '隔离警示，列入维修'],
  ['laboratory', '实验室', '危化品存放与废液', '双人双锁，定期清运'],
] as const;

/**
 * What the units and bodies of the district log for campaigns in one month; like the rest of a unit's
 * work it goes by how diligent the unit is.
 * @param first the first month, in which registers are sent for the first time
 */
export function campaignTables(
  random: Random,
  month: Month,
  units: readonly Unit[],
  first: boolean,
): Delivery['tables'] {
  const rows: Record<string, Row[]> = Object.fromEntries(
    Object.keys(SHEETS).map((dataset) => [dataset, []]),
  );
  for (const unit of units) {
    if (OTHERS.has(unit.kind) && unit.register['school_buses'] === 0) continue;
    const log = new UnitLog(random.fork(unit.code), unit, month);
    for (const [dataset, row] of log.rows(first)) rows[dataset]?.push(row);
  }
  rows['office_log'] = officeWork(random.fork('offices'), month);
  rows['safety_month_return'] = safetyMonthTables(random.fork('safety month'), month, units);
  return Object.entries(rows)
    .filter(([, list]) => list.length > 0)
    .map(([dataset, list]) => ({
      dataset,
      rows: list,
      mistakes: new Map(),
      sheet: SHEETS[dataset] ?? dataset,
    }));
}

/** One unit's month. */
class UnitLog {
  readonly #rows: [string, Row][] = [];
  readonly #number: number;
  readonly #faithful: number;

  constructor(
    readonly random: Random,
    readonly unit: Unit,
    readonly month: Month,
  ) {
    this.#number = numberOfMonth(month);
    this.#faithful = 0.6 + 0.39 * unit.behaviour.diligence;
  }

  rows(first: boolean): readonly [string, Row][] {
    const { unit } = this;
    const teaches = SCHOOLS.has(unit.kind) || unit.kind === 'kindergarten';
    this.#activities(teaches);
    this.#papers();
    if (teaches) this.#returns();
    this.#registers(first);
    return this.#rows;
  }

  #add(dataset: string, row: Row, chance = this.#faithful): void {
    if (!this.random.chance(chance)) return;
    const { unit, month } = this;
    const monthly = ['bus', 'safe_campus'].includes(dataset) ? {} : { report_month: month };
    this.#rows.push([dataset, { ...monthly, unit_code: unit.code, unit_name: unit.name, ...row }]);
  }

  #day(from = 2, to = 26): Day {
    return dayIn(this.month, this.random.integer(from, to));
  }

  #act(type: string, topic: string, title: string, more: Row = {}): void {
    const people = Math.max(3, Number(this.unit.register['staff'] ?? 10));
    this.#add('activity', {
      activity_date: this.#day(),
      activity_type: type,
      topic,
      activity_title: title,
      campaign: null,
      times: 1,
      attendances: Math.round(people * this.random.between(0.7, 1)),
      photos: this.random.integer(0, 4),
      ...more,
    });
  }

  #activities(teaches: boolean): void {
    const { random, month } = this;
    const topic = TOPICS[month % TOPICS.length] ?? 'fire';
    this.#act('training', topic, '教职工安全培训');
    this.#act('training', 'fire', '消防全员培训', { activity_date: this.#day(20, 26) });
    this.#act('lecture', 'general', '负责人安全宣讲');
    if ([3, 6, 9, 12].includes(this.#number)) this.#act('study', 'general', '安全专题学习');
    if ([6, 9, 11].includes(this.#number)) this.#act('publicity', 'general', '安全宣传活动');
    if (teaches) {
      const lesson = this.#number === 6 ? 'drowning' : (LESSONS[month % LESSONS.length] ?? 'fire');
      this.#act('education', lesson, '主题班会与安全课');
      this.#act('guard_exercise', 'security', '保安每日一练', {
        activity_date: lastDay(month),
        times: random.integer(16, 23),
        attendances: random.integer(2, 8),
      });
    }
    if (this.unit.register['area_lead'] === true && [3, 10].includes(this.#number))
      this.#act('area_meeting', 'general', '片区安全工作会');
    if (SCHOOLS.has(this.unit.kind) && !this.unit.parent && random.chance(0.3))
      this.#act('inspection', 'general', '集团安全排查');
  }

  #paper(document: string, title: string, from: number, to: number, more: Row = {}): void {
    this.#add('hand_in', {
      document,
      document_title: title,
      handed_in_on: this.#day(from, to),
      period_date: null,
      topic: 'general',
      campaign: null,
      item: null,
      photos: null,
      ...more,
    });
  }

  #papers(): void {
    const { month } = this;
    const year = yearOfMonth(month);
    const number = this.#number;
    if ([2, 9].includes(number)) this.#paper('drill_plan', '学期演练计划', 8, 27);
    if ([1, 6].includes(number)) this.#paper('drill_summary', '学期演练总结', 15, 28);
    if (number === 12) this.#paper('annual_report', `${year}年安全工作报告`, 15, 30);
    if (number === 10)
      this.#paper('plan', '三年行动实施方案', 3, 14, { campaign: '安全专项整治三年行动' });
    if (number === 4) this.#paper('notice', '成立安全领导小组的通知', 5, 28);
    if (number === 5)
      this.#paper('plan', '主体责任清单宣贯方案', 5, 28, { campaign: '主体责任清单宣贯' });
    if (number === 6) this.#safetyMonthPapers();
    if (this.unit.kind === 'campus') this.#campusPapers();
  }

  #safetyMonthPapers(): void {
    for (const [campaign, photos] of [
      ['安全生产月（八项活动）', null],
      ['安全生产月（统计表）', this.random.weighted([3, 2, 0], (each) => each + 0.3)],
    ] as const)
      this.#paper('summary', `${campaign}总结`, 20, 29, { campaign, photos });
    this.#paper('plan', '安全生产月工作方案', 3, 12, { campaign: '安全生产月（统计表）' });
    this.#paper('plan', '重要节点维稳方案', 5, 20, { topic: 'emergency' });
    if (this.unit.register['exam_site'] === true)
      this.#paper('plan', '考点安全保障方案', 1, 10, { topic: 'exam' });
  }

  #campusPapers(): void {
    const { month } = this;
    for (let day = firstDay(month); day <= lastDay(month); day++)
      if (day % 7 === 0)
        this.#paper(
          'weekly_report',
          `第${1 + Math.floor((day - firstDay(month)) / 7)}周进展`,
          1,
          1,
          {
            handed_in_on: day,
            period_date: day,
          },
        );
    if (this.#number === 12) {
      this.#paper('plan', '集团整治方案', 8, 24, { campaign: '集团安全专项整治' });
      this.#paper('responsibility_list', '校区责任清单', 8, 24);
      this.#paper('archive', '安全工作档案', 10, 28);
      this.#paper('duty_table', '元旦值班表', 27, 31);
    }
    const before: Partial<Record<number, [string, number, number]>> = {
      1: ['春节值班表', 24, 28],
      2: ['春节值班表', 12, 16],
      4: ['劳动节值班表', 26, 30],
      6: ['端午值班表', 14, 18],
      9: ['国庆值班表', 20, 30],
    };
    const table = before[this.#number];
    if (table) this.#paper('duty_table', ...table);
  }

  #returns(): void {
    const { random, unit, month } = this;
    for (const [index, risk] of random.shuffled(RISKS).slice(0, 2).entries()) {
      const [area, place, description, measures] = risk;
      this.#add('risk_list', {
        risk_number: `F${index + 1}`,
        work_area: area,
        risk_place: place,
        risk_description: description,
        risk_level: random.weighted(
          ['high', 'medium', 'low'],
          (level) => ({ high: 1, medium: 4, low: 3 })[level] ?? 1,
        ),
        control_measures: measures,
        controller: null,
      });
    }
    const listed = random.integer(0, 6);
    this.#add('platform_upload', {
      platform: 'province',
      uploaded_on: lastDay(month) + random.weighted([0, 1, 3], (late) => 6 - late * 1.7),
      problems_listed: listed,
      problems_uploaded: listed,
    });
    const pupils = Number(unit.register['students'] ?? 0);
    const missing = random.chance(this.#faithful) ? 0 : random.integer(1, Math.max(1, pupils >> 4));
    this.#add(
      'education_task',
      {
        platform_task: ['安全第一课', '119 消防', '防溺水', '交通安全'][month % 4] ?? '安全教育',
        students_assigned: pupils,
        students_completed: Math.max(0, pupils - missing),
        completed_on: this.#day(12, 28),
      },
      0.97,
    );
    this.#fireCheck();
    if (unit.register['chemistry_laboratory'] === true) {
      const waste = {
        waste_produced: random.integer(1, 9),
        waste_stored: random.integer(0, 4),
        waste_disposed: random.integer(0, 6),
      };
      this.#add('hazardous_waste', {
        waste_report: 'month',
        declared_on: this.#day(20, 28),
        ...waste,
      });
      if (this.#number === 3)
        this.#add('hazardous_waste', {
          waste_report: 'plan',
          declared_on: this.#day(5, 28),
          waste_produced: null,
          waste_stored: null,
          waste_disposed: null,
        });
    }
  }

  #fireCheck(): void {
    const ten = [
      'rules_kept',
      'daily_checks_done',
      'staff_informed',
      'key_places_managed',
      'equipment_working',
      'flues_cleaned',
      'lines_inspected',
      'systems_maintained',
      'ebike_area_checked',
      'fire_hazards_rectified',
    ];
    const occasion =
      { 1: 'holiday', 2: 'opening', 6: 'holiday', 8: 'opening', 9: 'opening' }[this.#number] ??
      'monthly';
    this.#add('fire_check', {
      fire_check_date: this.#day(),
      occasion,
      ...Object.fromEntries(ten.map((name) => [name, this.random.chance(0.9)])),
    });
  }

  #registers(first: boolean): void {
    const { random, unit, month } = this;
    const buses = Number(unit.register['school_buses'] ?? 0);
    if (buses > 0 && (first || [3, 9].includes(this.#number)))
      for (let bus = 1; bus <= Math.min(buses, 8); bus++)
        this.#add(
          'bus',
          {
            plate_number: `云${unit.code}-${bus}`,
            registered_on: this.#day(),
            permit_until: lastDay(month) + random.integer(60, 500),
            annual_check_until: lastDay(month) + random.integer(10, 360),
            gps_linked: random.chance(0.97),
            attendant: random.chance(0.95),
            cameras: random.integer(2, 6),
            violations: random.poisson(0.2),
            dedicated: random.chance(0.9),
            exit_on: null,
          },
          0.98,
        );
    if (!SCHOOLS.has(unit.kind) && unit.kind !== 'kindergarten') return;
    if (first || [3, 5, 9, 11].includes(this.#number)) {
      const guards = 2 + Math.floor(Number(unit.register['students'] ?? 0) / 600);
      const right = () => random.chance(0.85 + 0.14 * unit.behaviour.diligence);
      this.#add('security_standard', {
        guards_needed: guards,
        guards_full_time: right() ? guards : guards - 1,
        campus_closed: right(),
        barriers: right(),
        alarm_linked: right(),
        video_linked: right(),
        intrusion_system: right(),
        access_system: right(),
        patrol_system: right(),
        fire_control_certificates: random.integer(0, 3),
      });
    }
    if (first || this.#number === 11)
      this.#add('safe_campus', {
        title_level: random.weighted(
          ['district', 'city', 'province'],
          (level) => ({ district: 6, city: 3, province: 1 })[level] ?? 1,
        ),
        title_state: random.weighted(
          ['held', 'rechecked', 'applied', 'revoked'],
          (state) => ({ held: 6, rechecked: 3, applied: 2, revoked: 0.3 })[state] ?? 1,
        ),
        decided_on: this.#day(),
      });
  }
}
