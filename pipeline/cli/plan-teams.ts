import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { Failure, text, wallClock, type Locale } from '../contracts/index.ts';
import { withWarehouse } from './command.ts';
import { cliLocale } from './locale.ts';
import { CapacityDesk, type CapacityVersion } from './planning/capacity-desk.ts';
import { textTable } from './text-table.ts';

interface Options {
  readonly warehouse: string;
  readonly bringBack?: string;
  readonly by?: string;
  readonly json?: boolean;
}

/** So much of a file's SHA-256 is shown, and is enough to name it. */
const SHOWN = 12;

const WORDS = {
  zh: {
    headers: ['文件编号', '在用', '版本', '检查组', '检查人员', '提交时间', '提交人', '文件'],
    none: '还没有检查力量文件；请用 xiaoan plan --capacity 文件 提供。\n',
    back: (version: string) => `检查力量“${version}”已重新启用。\n`,
  },
  en: {
    headers: ['id', 'in force', 'version', 'teams', 'inspectors', 'handed in', 'by', 'file'],
    none: 'There is no file of teams yet; give one with xiaoan plan --capacity FILE.\n',
    back: (version: string) => `The teams of “${version}” are in force again.\n`,
  },
} as const;

/** `xiaoan plan teams`: every file of teams that was handed in, and how an earlier one takes force again. */
export function registerPlanTeams(plan: Command): void {
  withWarehouse(plan.command('teams'))
    .description('the files of teams that were handed in; brings an earlier one back')
    .option(
      '--bring-back <id>',
      'make that file the one in force again; the beginning of its id will do',
    )
    .addHelpText(
      'after',
      '\nExample:\n  $ xiaoan plan teams\n  $ xiaoan plan teams --bring-back 3f2a9c01d4e5 --by 王',
    )
    .action(async (_options: object, command: { optsWithGlobals(): Options }) => {
      // The plan's own options of these names are taken by it, wherever they stand.
      const { warehouse, bringBack, by, json } = command.optsWithGlobals();
      const desk = new CapacityDesk(warehouse);
      const versions = desk.versions();
      const words = WORDS[cliLocale()];
      if (bringBack !== undefined) {
        const id = idOf(bringBack, versions);
        const taken = await desk.bringBack(id, by ?? userInfo().username);
        process.stdout.write(
          json ? `${JSON.stringify(taken)}\n` : words.back(taken.capacity_version),
        );
      } else if (json) process.stdout.write(`${JSON.stringify({ versions })}\n`);
      else
        process.stdout.write(versions.length === 0 ? words.none : tableOf(versions, cliLocale()));
    });
}

/** @throws Failure `capacity_unknown` for what begins the id of no file, or of several */
function idOf(given: string, versions: readonly CapacityVersion[]): string {
  const ids = new Set(versions.map(({ file_id }) => file_id));
  const found = [...ids].filter((id) => given !== '' && id.startsWith(given));
  const [id] = found;
  if (id !== undefined && found.length === 1) return id;
  throw new Failure(
    'capacity_unknown',
    id === undefined
      ? text('没有这份检查力量文件', 'There is no such file of teams')
      : text('编号以此开头的检查力量文件不止一份', 'Several files of teams begin so'),
    { hint: text('编号见 xiaoan plan teams', 'xiaoan plan teams lists the ids') },
  );
}

const tableOf = (versions: readonly CapacityVersion[], locale: Locale): string =>
  textTable(
    WORDS[locale].headers,
    versions.map((each) => [
      each.file_id.slice(0, SHOWN),
      each.in_force ? '✓' : '',
      each.capacity_version,
      String(each.teams),
      String(each.inspectors),
      wallClock(new Date(each.handed_in_at)).slice(0, 16),
      each.handed_in_by ?? '',
      each.file_name,
    ]),
    [false, false, false, true, true, false, false, false],
  );
