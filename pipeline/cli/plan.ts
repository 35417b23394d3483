import { writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Failure, makeFolder, text } from '../contracts/index.ts';
import { calendarFile } from '../planning/calendar-file.ts';
import { addMonths } from '../planning/calendar.ts';
import type { PlanDocument } from '../planning/document.ts';
import { Planner } from '../planning/planner.ts';
import { teamWorkbook } from '../planning/team-workbook.ts';
import type { PlanUnit } from '../planning/unit.ts';
import { withWarehouse, type RegisterCommand } from './command.ts';
import { cliLocale } from './locale.ts';
import { withNewestSnapshot } from './newest-snapshot.ts';
import { registerPlanTeams } from './plan-teams.ts';
import { PlanDesk } from './planning/desk.ts';
import { modelLine } from './planning/model-line.ts';
import { planSummary } from './planning/plan-summary.ts';
import { publishPlan } from './planning/publication.ts';
import { progressLine } from './progress.ts';
import { readGiven } from './read-given.ts';

interface Options {
  readonly warehouse: string;
  readonly month?: string;
  readonly months: string;
  readonly capacity?: string;
  readonly draw?: readonly string[];
  readonly keepLocked?: string;
  readonly days?: string;
  readonly publish?: boolean;
  readonly by?: string;
  readonly output?: string;
  readonly json?: boolean;
}

const STEPS = ['months', 'days', 'fill', 'bound', 'clash'] as const;

/** `xiaoan plan` */
export const register: RegisterCommand = (program) => {
  const plan = withWarehouse(program.command('plan'))
    .description('plan which units are visited when and by whom')
    .option('--month <YYYY-MM>', 'first month; default the one after the newest decided')
    .option('--months <n>', 'how many months', '12')
    .option('--capacity <file>', 'teams, inspectors and days (YAML); kept for later')
    .option(
      '--draw <hash>',
      'certificate of a draw whose units must be seen; may be repeated',
      collect,
    )
    .option('--keep-locked <plan>', 'keep the locked visits of that plan where they are')
    .option('--days <n>', 'days a month of every team at most')
    .option('--publish', 'publish the first month')
    .option(
      '--by <name>',
      'who publishes and hands the teams in (default: the user of this computer)',
    )
    .option('-o, --output <dir>', 'folder for the workbook and the calendar of the first month')
    .addHelpText(
      'after',
      '\nExample:\n  $ xiaoan plan --month 2026-11 --capacity data/sample.capacity.yaml -o plans\n\nCtrl+C gives the best plan so far.',
    )
    .action(async (options: Options) => {
      const desk = new PlanDesk(options.warehouse);
      const by = options.by ?? userInfo().username;
      if (options.capacity !== undefined)
        await desk.capacity.take(options.capacity, readGiven(options.capacity), by);
      const ground = await desk.ground();
      const wish = {
        month: monthOf(options.month ?? addMonths(ground.month, 1)),
        months: numberOf('--months', options.months, 1, 24),
        days: options.days === undefined ? null : numberOf('--days', options.days, 0, 31),
        certificates: options.draw ?? [],
        locksOf: options.keepLocked ?? null,
      };
      const request = desk.request(ground, wish);
      const locale = cliLocale();
      const standing = await withNewestSnapshot(options.warehouse, (connection) =>
        modelLine(connection, locale),
      );
      const progress = progressLine(locale === 'zh' ? '排计划' : 'plan', options.json ?? false);
      let last = '';
      const planner = new Planner(request, ({ step, best, bound }) => {
        if (step === last && !process.stderr.isTTY) return;
        last = step;
        const figures =
          best !== undefined && bound !== undefined
            ? ` ${best.toFixed(2)} / ${bound.toFixed(2)}`
            : '';
        progress.show(
          STEPS.findIndex((each) => each === step),
          STEPS.length,
          `${step}${figures}`,
        );
      });
      const stop = (): void => planner.stop();
      process.once('SIGINT', stop);
      let document: PlanDocument;
      try {
        document = desk.keep(ground, wish, request, await planner.answer);
      } finally {
        process.removeListener('SIGINT', stop);
        progress.end();
      }
      const units = new Map(ground.units.map((unit) => [unit.code, unit]));
      if (options.publish)
        document = await publishPlan(options.warehouse, desk.store, document, by);
      if (options.output !== undefined) await writeFiles(options.output, document, units);
      const names = new Map(ground.units.map(({ code, name }) => [code, name]));
      process.stdout.write(
        options.json
          ? `${JSON.stringify(document)}\n`
          : `${planSummary(document, names, locale)}${standing}`,
      );
    });
  registerPlanTeams(plan);
};

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

async function writeFiles(
  folder: string,
  plan: PlanDocument,
  units: ReadonlyMap<string, PlanUnit>,
): Promise<void> {
  const locale = cliLocale();
  makeFolder(folder);
  const book = await teamWorkbook(plan.id, plan.first_month, plan.visits, units, locale);
  writeFileSync(join(folder, `${plan.id}.xlsx`), book);
  const first = plan.visits.filter(({ date }) => date.startsWith(plan.first_month));
  for (const team of new Set(first.map((visit) => visit.team))) {
    const own = first.filter((visit) => visit.team === team);
    const file = join(folder, `${plan.id}-${team}.ics`);
    writeFileSync(file, calendarFile(own, units, locale, plan.created_at));
  }
}

/** @throws Failure `month_invalid` */
export function monthOf(month: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return month;
  throw new Failure('month_invalid', text(`“${month}”不是月份`, `“${month}” is no month`), {
    usage: true,
    hint: text('应写作 YYYY-MM，例如 2026-11', 'Write YYYY-MM, such as 2026-11'),
  });
}

/** @throws Failure `number_invalid` */
export function numberOf(option: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new Failure(
    'number_invalid',
    text(
      `${option} 应为 ${least} 到 ${most} 的整数：${value}`,
      `${option} must be a whole number from ${least} to ${most}: ${value}`,
    ),
    { usage: true },
  );
}
