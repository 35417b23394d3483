import type { Month } from '../calendar.ts';
import type { Delivery } from '../delivery.ts';
import { SCHOOLS } from '../exposures.ts';
import { officeWork } from '../office-work.ts';
import type { Random } from '../random.ts';
import type { Row } from '../row.ts';
import type { Unit } from '../units.ts';
import { logActivities } from './activities.ts';
import { logPapers } from './papers.ts';
import { logRegisters } from './registers.ts';
import { logReturns } from './returns.ts';
import { safetyMonth } from './safety-month.ts';
import { UnitLog } from './unit-log.ts';

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

/** What a district logs for campaigns in a month. */
export interface CampaignMonth {
  /** Collected by the bureau in one workbook. */
  readonly tables: Delivery['tables'];
  /** Sent by parents themselves, in the safety month's own form. */
  readonly forms: readonly Row[];
}

/**
 * What the units and bodies of the district log for campaigns in one month; like the rest of a unit's
 * work it goes by how diligent the unit is.
 * @param first the first month, in which registers are sent for the first time
 */
export function campaignMonth(
  random: Random,
  month: Month,
  units: readonly Unit[],
  first: boolean,
): CampaignMonth {
  const rows: Record<string, Row[]> = Object.fromEntries(
    Object.keys(SHEETS).map((dataset) => [dataset, []]),
  );
  for (const unit of units) {
    if (OTHERS.has(unit.kind) && unit.register['school_buses'] === 0) continue;
    for (const [dataset, row] of logOf(random.fork(unit.code), unit, month, first))
      rows[dataset]?.push(row);
  }
  rows['office_log'] = officeWork(random.fork('offices'), month);
  const { listed, forms } = safetyMonth(random.fork('safety month'), month, units);
  rows['safety_month_return'] = [...listed];
  const tables = Object.entries(rows)
    .filter(([, list]) => list.length > 0)
    .map(([dataset, list]) => ({
      dataset,
      rows: list,
      mistakes: new Map(),
      sheet: SHEETS[dataset] ?? dataset,
    }));
  return { tables, forms };
}

/** One unit's month. */
function logOf(random: Random, unit: Unit, month: Month, first: boolean): UnitLog['rows'] {
  const log = new UnitLog(random, unit, month);
  const teaches = SCHOOLS.has(unit.kind) || unit.kind === 'kindergarten';
  logActivities(log, teaches);
  logPapers(log);
  if (teaches) logReturns(log);
  logRegisters(log, first);
  return log.rows;
}
