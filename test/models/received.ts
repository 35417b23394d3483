import type { Received, Row } from './world.ts';

/** Day of a month as ISO text. */
export const day = (month: string, number: number): string =>
  `${month}-${String(number).padStart(2, '0')}`;

/** The months from the first to the last, both included, `YYYY-MM`. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = nextMonth(month)) months.push(month);
  return months;
}

export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** A unit in the register from the end of 2023. */
export const unit = (code: string, more: Row = {}): Received => ({
  dataset: 'unit',
  receivedAt: '2023-12-20 08:00:00',
  file: `register ${code}`,
  row: {
    unit_code: code,
    unit_name: `单位${code}`,
    kind: 'primary',
    ownership: 'public',
    area: '东片区',
    area_lead: false,
    unit_status: 'open',
    ...Object.fromEntries(
      [
        'canteen',
        'chemistry_laboratory',
        'high_rise',
        'simple_premises',
        'migrant_children',
        'exam_site',
        'works_in_progress',
        'hazardous_ground',
        'gas',
        'ebike_charging',
        'outside_property_company',
        'practical_training',
      ].map((fact) => [fact, false]),
    ),
    ...more,
  },
});

const monthly = (
  dataset: string,
  code: string,
  month: string,
  receivedDay: number,
  row: Row,
): Received => ({
  dataset,
  receivedAt: `${receivedDay > 28 ? day(nextMonth(month), receivedDay - 28) : day(month, receivedDay)} 10:00:00`,
  file: `${code} ${month}`,
  row: { unit_code: code, report_month: day(month, 1), ...row },
});

/** A monthly return. A day above 28 lies in the next month: 30 is its 2nd. */
export const monthlyReturn = (
  code: string,
  month: string,
  hazards: number,
  receivedDay = 26,
): Received => monthly('hazard_return', code, month, receivedDay, { hazards_found: hazards });

/** A hazard as listed in the ledger of a month: general, found by the unit itself, rectifying. */
export const hazard = (
  code: string,
  month: string,
  number: string,
  more: Row = {},
  receivedDay = 26,
): Received =>
  monthly('hazard', code, month, receivedDay, {
    hazard_number: number,
    found_date: day(month, 5),
    source: 'self_monthly',
    description: `灭火器压力不足 ${number}`,
    work_area: 'fire',
    severity: 'general',
    status: 'rectifying',
    extensions: 0,
    deadline: day(month, 25),
    ...more,
  });

/** A drill with full traces. */
export const drill = (code: string, month: string, more: Row = {}, receivedDay = 26): Received =>
  monthly('drill', code, month, receivedDay, {
    drill_date: day(month, 10),
    drill_type: 'fire',
    drill_form: 'practical',
    has_plan: true,
    has_record: true,
    has_comment: true,
    has_review: true,
    has_follow_up: true,
    ...more,
  });

/** A visit, known on the last days of its month. */
export const inspection = (code: string, number: string, month: string): Received => ({
  dataset: 'inspection',
  receivedAt: `${day(month, 28)} 16:00:00`,
  file: `inspections ${number}`,
  row: {
    inspection_number: number,
    unit_code: code,
    inspection_date: day(month, 12),
    inspection_type: 'special',
    result: 'conditional',
  },
});

/** A finding of a visit: general, struck off on the day. */
export const finding = (
  code: string,
  visit: string,
  number: string,
  month: string,
  more: Row = {},
): Received => ({
  dataset: 'finding',
  receivedAt: `${day(month, 28)} 16:00:00`,
  file: `inspections ${visit}`,
  row: {
    inspection_number: visit,
    finding_number: number,
    unit_code: code,
    found_date: day(month, 12),
    work_area: 'fire',
    severity: 'general',
    description: '疏散通道堆物',
    deadline: day(month, 27),
    status: 'struck_off',
    closed_date: day(month, 12),
    false_return: false,
    ...more,
  },
});

/** An accident of level general for which the unit is responsible, reported within the hour. */
export const accident = (
  code: string,
  number: string,
  month: string,
  more: Row = {},
): Received => ({
  dataset: 'accident',
  receivedAt: `${day(month, 28)} 16:00:00`,
  file: `accidents ${number}`,
  row: {
    accident_number: number,
    unit_code: code,
    occurred_at: `${day(month, 10)} 09:00:00`,
    reported_at: `${day(month, 10)} 10:00:00`,
    accident_type: 'injury',
    accident_level: 'general',
    responsible: true,
    deaths: 0,
    injured: 1,
    description: '课间摔伤',
    ...more,
  },
});

/** Two blameless years of a school: every return in time, every drill held in full. */
export const blameless = (code: string, first = '2024-01', last = '2025-12'): Received[] => [
  unit(code),
  ...monthsBetween(first, last).flatMap((month) => [
    monthlyReturn(code, month, 0),
    ...(['02', '07', '08'].includes(month.slice(5)) ? [] : [drill(code, month)]),
  ]),
];
