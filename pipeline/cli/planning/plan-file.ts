import { Failure, text, type Locale } from '../../contracts/index.ts';
import { calendarFile } from '../../planning/calendar-file.ts';
import { certificatePage } from '../../planning/draw/index.ts';
import { teamWorkbook } from '../../planning/team-workbook.ts';
import type { PlanFile } from '../../server/index.ts';
import type { PlanDesk } from './desk.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * A file of a plan or of a draw.
 * @param id of a plan, or hash of a certificate
 * @param kind `plan.xlsx`, `plan.ics`, `certificate.html`, `certificate.json`
 * @throws Failure `plan_unknown`, `draw_unknown`, `draw_not_verified`
 */
export async function planFile(
  desk: PlanDesk,
  id: string,
  kind: string,
  locale: Locale,
): Promise<PlanFile> {
  if (kind === 'certificate.html')
    return {
      name: kind,
      type: 'text/html; charset=utf-8',
      bytes: certificatePage(desk.store.certificate(id), locale),
    };
  if (kind === 'certificate.json')
    return {
      name: `${desk.store.certificate(id).certificate.slice(0, 12)}.json`,
      type: 'application/json; charset=utf-8',
      bytes: desk.store.draw(id),
    };
  const plan = desk.store.load(id);
  const units = new Map((await desk.ground()).units.map((unit) => [unit.code, unit]));
  if (kind === 'plan.xlsx')
    return {
      name: `${plan.id}.xlsx`,
      type: XLSX,
      bytes: await teamWorkbook(plan.id, plan.first_month, plan.visits, units, locale),
    };
  if (kind === 'plan.ics')
    return {
      name: `${plan.id}.ics`,
      type: 'text/calendar; charset=utf-8',
      bytes: calendarFile(plan.visits, units, locale, plan.created_at),
    };
  throw new Failure('plan_unknown', text(`没有文件 ${kind}`, `There is no file ${kind}`));
}
