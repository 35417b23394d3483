import { dayIn, lastDay, yearOfMonth, type Day, type Month } from './calendar.ts';
import type { Delivery } from './delivery.ts';
import { bureauHand } from './handwriting.ts';
import { districtName } from './names.ts';
import { registerTables } from './registers.ts';
import type { Row } from './row.ts';
import type { Unit } from './units.ts';

export const bureauName = `${districtName}教育局`;

/** Tables that the bureau itself enters on a day; those without rows are left out. */
export function bureauDelivery(
  month: Month,
  day: Day,
  subject: string,
  tables: Delivery['tables'],
): Delivery {
  const minute = 16 * 60 + (subject.length % 3) * 7;
  const used = tables.filter(({ rows }) => rows.length > 0);
  const common = { sender: bureauName, subject, month, monthly: false, hand: bureauHand };
  return { ...common, received: day * 1440 + minute, tables: used };
}

/** The form of the safety month as a parent fills it in. */
export function formDelivery(month: Month, row: Row): Delivery {
  const sheet = '安全生产月统计表';
  return {
    ...bureauDelivery(month, dayIn(month, 28), sheet, [
      { dataset: 'safety_month_return', rows: [row], mistakes: new Map(), sheet, form: true },
    ]),
    sender: String(row['unit_name']),
    hand: { ...bureauHand, fileName: '{sender}{year}年安全生产月统计表' },
  };
}

/** The year's register of accidents, sent again with each month that adds to it. */
export const accidentDelivery = (month: Month, rows: readonly Row[]): Delivery =>
  bureauDelivery(month, lastDay(month), '事故登记', [
    { dataset: 'accident', rows: [...rows], mistakes: new Map(), sheet: `${yearOfMonth(month)}年` },
  ]);

/** Units that opened, closed, merged or were renamed. */
export const changeDelivery = (month: Month, rows: Row[]): Delivery =>
  bureauDelivery(month, dayIn(month, 12), '单位变更登记', [
    { dataset: 'unit_change', rows, mistakes: new Map(), sheet: '单位变更登记' },
  ]);

/**
 * The register of units, at the start and where a September changed it.
 * @param received in minutes since 1970-01-01
 */
export function registerDelivery(month: Month, received: number, units: readonly Unit[]): Delivery {
  const common = { sender: bureauName, month, monthly: false, hand: bureauHand };
  return { ...common, subject: '单位基本情况', received, tables: registerTables(units) };
}
