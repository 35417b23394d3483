import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, text } from '../contracts/index.ts';
import { askSnapshot, currentSnapshot } from '../warehouse/index.ts';
import { withWarehouse, type RegisterCommand } from './command.ts';
import { digestText, type DigestRow } from './digest-text.ts';
import { cliLocale } from './locale.ts';

interface Options {
  readonly warehouse: string;
  readonly output: string;
  readonly day?: string;
  readonly json?: boolean;
}

/** What was late by the end of the day, and what falls due in the week after it. */
const DIGEST = `
select
  o.unit_code,
  u.unit_name,
  o.body,
  y.label_zh as body_zh,
  y.label_en as body_en,
  o.area,
  g.label_zh as campaign_zh,
  g.label_en as campaign_en,
  b.label_zh,
  b.label_en,
  o.due_date::varchar as due_date,
  o.due_date < $day::date as is_late
from facts.obligation o
join facts.campaign_occurrence c on c.occurrence = o.occurrence
join campaign.campaign g on g.campaign = c.campaign
join campaign.obligation b on b.obligation = c.obligation
left join facts.unit u on u.unit_code = o.unit_code
left join campaign.body y on y.body = o.body
where o.due_date < $day::date + 7
  and c.window_from <= $day::date + 7
  and (o.done_known_at is null or o.done_known_at >= $day::date + 1)
  and (o.excused_at is null or o.excused_at >= $day::date + 1)
order by o.area nulls first, u.unit_name, y.label_zh, o.due_date, b.obligation`;

/**
 * Writes the week's digest: one Markdown file a language, by area and unit, of what is late and what
 * falls due within seven days. Files, so that no mail server is needed.
 * @returns the files written and how many obligations they name
 */
export async function writeDigest(
  warehouse: string,
  output: string,
  wanted?: string,
): Promise<{ files: string[]; late: number; due: number; day: string }> {
  const snapshot = currentSnapshot(warehouse);
  if (!snapshot)
    throw new Failure('no_snapshot', text('还没有公布过快照', 'No snapshot has been published'), {
      where: { file: warehouse },
      hint: text('请先运行 ingest 和 build', 'Run ingest and build first'),
    });
  const day = wanted ?? lastDayOf(snapshot.month);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)))
    throw new Failure('day_invalid', text(`“${day}”不是日期`, `"${day}" is no date`), {
      hint: text('应写作 YYYY-MM-DD', 'Write YYYY-MM-DD'),
    });
  const rows = await askSnapshot(
    snapshot,
    DIGEST.replaceAll('$day', `'${day}'`),
    async (result) => (await result.getRowObjectsJson()) as unknown as DigestRow[],
  );
  await mkdir(output, { recursive: true });
  const files: string[] = [];
  for (const locale of ['zh', 'en'] as const) {
    const file = join(output, `digest-${day}.${locale}.md`);
    await writeFile(file, digestText(rows, day, locale));
    files.push(file);
  }
  const late = rows.filter((row) => row.is_late).length;
  return { files, late, due: rows.length - late, day };
}

const lastDayOf = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
};

/** `xiaoan digest -o DIR` */
export const digest: RegisterCommand = (program) => {
  withWarehouse(program.command('digest'))
    .description("write the week's digest: what is late and what falls due, by area and unit")
    .requiredOption('-o, --output <dir>', 'folder for the files')
    .option('--day <YYYY-MM-DD>', 'as of the end of this day; default the last of the newest month')
    .addHelpText('after', '\nExample:\n  $ xiaoan digest -o digests --day 2026-10-30')
    .action(async ({ warehouse, output, day, json }: Options) => {
      const written = await writeDigest(warehouse, output, day);
      process.stdout.write(
        json
          ? `${JSON.stringify(written)}\n`
          : cliLocale() === 'zh'
            ? `截至 ${written.day}：逾期 ${written.late} 件，一周内到期 ${written.due} 件：${written.files.join('、')}\n`
            : `As of ${written.day}: late ${written.late}, due within a week ${written.due}: ${written.files.join(', ')}\n`,
      );
    });
};
