import { writeXlsx, type WriteSheet } from 'hucre/xlsx';
import { contractOf, type Locale } from '../contracts/index.ts';
import type { PlannedVisit } from './plan.ts';
import { originLabels, visitTypeLabel } from './labels.ts';
import type { PlanUnit } from './unit.ts';

const MADE_ON = new Date('2026-01-01T00:00:00Z');
const WEEKDAYS = {
  zh: ['日', '一', '二', '三', '四', '五', '六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const;

/** Columns that come back filled in are named as the return of inspections names them. */
const RETURNED = [
  'inspection_number',
  'unit_code',
  'unit_name',
  'inspection_date',
  'inspection_type',
  'team',
  'inspectors',
  'result',
  'note',
] as const;

const words = {
  zh: {
    title: (month: string, team: string) =>
      `${month.slice(0, 4)}年${Number(month.slice(5))}月 ${team} 检查安排表`,
    hint: '检查后填“检查日期”“检查结论”，没有去的行请删去，整个文件交回即可入库。没有去的检查转入下期计划。',
    planned: '计划日期',
    weekday: '星期',
    area: '片区',
    reason: '安排理由',
    night: '夜查宿舍',
    yes: '是',
  },
  en: {
    title: (month: string, team: string) => `${team}: visits in ${month}`,
    hint: 'After a visit fill in its date and result; delete the row of a visit that was not made, and send the file in. Visits not made roll over into the next plan.',
    planned: 'Planned for',
    weekday: 'Day',
    area: 'Area',
    reason: 'Why',
    night: 'Night check',
    yes: 'yes',
  },
} as const;

/** The number under which a planned visit comes back as an inspection. */
export const inspectionNumber = (planId: string, index: number): string =>
  `JH${planId.replaceAll('-', '')}-${String(index + 1).padStart(4, '0')}`;

/**
 * A month's visits as the bureau hands them out: one sheet a team, which comes back as a return of
 * inspections once it is filled in.
 * @param planId named in the numbers of the visits
 */
export async function teamWorkbook(
  planId: string,
  month: string,
  visits: readonly PlannedVisit[],
  units: ReadonlyMap<string, PlanUnit>,
  locale: Locale,
): Promise<Uint8Array> {
  const say = words[locale];
  const labels = new Map(
    (contractOf('inspection')?.columns ?? []).map(({ name, label }) => [name, label[locale]]),
  );
  const own = visits.filter(({ date }) => date.startsWith(month));
  const numbers = new Map(own.map((visit, index) => [visit, inspectionNumber(planId, index)]));
  const teams = [...new Set(own.map(({ team }) => team))].sort();
  const headers = [
    say.planned,
    say.weekday,
    say.area,
    ...RETURNED.map((name) => labels.get(name) ?? name),
    say.night,
    say.reason,
  ];
  const sheets = teams.map((team): WriteSheet => {
    const rows = own
      .filter((visit) => visit.team === team)
      .map((visit) => {
        const unit = units.get(visit.unitCode);
        const weekday = new Date(`${visit.date}T00:00:00Z`).getUTCDay();
        const returned: Record<(typeof RETURNED)[number], string | null> = {
          inspection_number: numbers.get(visit) ?? '',
          unit_code: visit.unitCode,
          unit_name: unit?.name ?? '',
          inspection_date: null,
          inspection_type: visitTypeLabel(visit.type)[locale],
          team,
          inspectors: visit.inspectors.join('、'),
          result: null,
          note: null,
        };
        return [
          visit.date,
          WEEKDAYS[locale][weekday] ?? '',
          unit?.area ?? '',
          ...RETURNED.map((name) => returned[name]),
          visit.night ? say.yes : null,
          originLabels[visit.origin][locale],
        ];
      });
    return {
      name: team.slice(0, 31),
      rows: [[say.title(month, team)], [say.hint], headers, ...rows],
      merges: [0, 1].map((row) => ({
        startRow: row,
        endRow: row,
        startCol: 0,
        endCol: headers.length - 1,
      })),
      columns: headers.map((header, index) => ({
        width: [12, 6, 10, 22, 14, 30, 12, 14, 12, 18, 12, 18, 10, 18][index] ?? header.length * 2,
      })),
      freezePane: { rows: 3 },
    };
  });
  return writeXlsx({ sheets, properties: { created: MADE_ON, modified: MADE_ON } });
}
