import { anchorText, auditEvents, parseAnchor, type Anchor, type Break } from '../access/index.ts';
import { beginningOf, didYouMean, Failure, text, type Text } from '../contracts/index.ts';
import { deskOf } from './access.ts';
import { withWarehouse, type RegisterCommand } from './command.ts';
import { cliLocale } from './locale.ts';
import { textTable } from './text-table.ts';

interface AuditOptions {
  readonly warehouse: string;
  readonly json?: boolean;
  readonly who?: string;
  readonly event?: string;
  readonly from?: string;
  readonly limit: string;
  readonly anchor?: string;
}

/** What is wrong with a log, by why. */
export const breakWords: Readonly<Record<Break['why'], Text>> = {
  malformed: text('审计记录有一行不成样子', 'A line of the audit log is none'),
  changed: text('审计记录被改动过', 'The audit log was tampered with'),
  missing: text('审计记录中间缺行或多行', 'Lines of the audit log were taken out or put in'),
  oldest: text(
    '审计记录开头缺失，且无按期限删除的记录',
    'The oldest lines of the audit log are gone, and it does not say why',
  ),
  newest: text('审计记录末尾缺失', 'The newest lines of the audit log are gone'),
  rewritten: text('审计记录与所记的指纹不符', 'The audit log is another than was noted'),
};

function anchorsOf({ anchor }: Pick<AuditOptions, 'anchor'>): Anchor[] {
  if (anchor === undefined) return [];
  const read = parseAnchor(anchor);
  if (read) return [read];
  throw new Failure('bad_anchor', text('--anchor 应为 编号:指纹', '--anchor must be NUMBER:HASH'), {
    usage: true,
  });
}

/** `xiaoan audit`: who did what, when, from where; `xiaoan audit verify`: that no line was changed. */
export const register: RegisterCommand = (program, finish) => {
  const audit = withWarehouse(program.command('audit'))
    .description('the audit log: who did what, when, from where, how many rows')
    .option('--who <name>', 'of one account')
    .option('--event <event>', auditEvents.join(', '))
    .option('--from <day>', 'from that day on, YYYY-MM-DD')
    .option('--limit <n>', 'lines at most, newest first', '50')
    .addHelpText('after', '\nExample:\n  $ xiaoan audit --event personal_access --from 2026-09-01')
    .action(async (options: AuditOptions) => {
      const { audit: log } = deskOf(options.warehouse);
      const limit = Number(options.limit);
      if (!Number.isInteger(limit) || limit < 1)
        throw new Failure(
          'bad_limit',
          text('--limit 应为正整数', '--limit must be a whole number above 0'),
          { usage: true },
        );
      const { who = null, event = null, from } = options;
      if (event !== null && !auditEvents.some((each) => each === event))
        throw new Failure(
          'bad_event',
          text(
            `--event 应为：${auditEvents.join('、')}`,
            `--event must be one of ${auditEvents.join(', ')}`,
          ),
          { usage: true, ...didYouMean(event, auditEvents) },
        );
      const begins = from === undefined ? undefined : beginningOf(from);
      if (from !== undefined && !begins)
        throw new Failure('bad_day', text('--from 应为 YYYY-MM-DD', '--from must be YYYY-MM-DD'), {
          usage: true,
        });
      const lines = await log.find({ who, event, from: begins?.toISOString() ?? null, limit });
      process.stdout.write(
        options.json
          ? lines.map((line) => `${JSON.stringify(line)}\n`).join('')
          : textTable(
              ['at', 'event', 'who', 'address', 'rows', 'what'],
              lines.map(({ at, event: what, who: name, address, rows, what: about }) => [
                at,
                what,
                name,
                address ?? '',
                rows === null ? '' : String(rows),
                about.slice(0, 120),
              ]),
              [false, false, false, false, true],
            ),
      );
    });

  withWarehouse(audit.command('verify'))
    .description('check that no line of the audit log was changed, taken out or put in')
    .option('--anchor <number:hash>', 'a line that there must be, as an earlier check gave it')
    .addHelpText('after', '\nExample:\n  $ xiaoan audit verify')
    .action(async (_options: object, command: { optsWithGlobals(): AuditOptions }) => {
      const options = command.optsWithGlobals();
      const { audit: log } = deskOf(options.warehouse);
      const found = await log.verify(anchorsOf(options));
      const { lines, removed, headless, last, broken, has_head } = found;
      if (options.json) process.stdout.write(`${JSON.stringify(found)}\n`);
      else if (!broken) {
        const words =
          cliLocale() === 'zh'
            ? [
                `审计记录完整：${lines} 行`,
                ...(removed > 0 ? [`更早的 ${removed} 行已按期限删除，有记录`] : []),
                ...(has_head || lines === 0 ? [] : ['没有链头记录：看不出末尾是否缺失']),
                ...(headless > 0
                  ? [`链头记录缺过 ${headless} 次（升级时一次），那时的缺失看不出来`]
                  : []),
                ...(last ? [`请抄存：${anchorText(last)}`] : []),
              ]
            : [
                `The audit log is whole: ${lines} lines`,
                ...(removed > 0
                  ? [`${removed} earlier lines were removed as due, and it says so`]
                  : []),
                ...(has_head || lines === 0
                  ? []
                  : ['There is no head: it cannot be told whether lines are gone at the end']),
                ...(headless > 0
                  ? [
                      `Its head was missing ${headless} times (once after an upgrade): what was lost then does not show`,
                    ]
                  : []),
                ...(last ? [`Note elsewhere: ${anchorText(last)}`] : []),
              ];
        process.stdout.write(`${words.join('\n')}\n`);
      }
      if (!broken) return;
      const { file, row, why } = broken;
      if (options.json) return finish(1);
      throw new Failure('audit_broken', breakWords[why], {
        where: { file, row },
        hint: text('保全该文件，查明是谁改的', 'Secure that file, and find out who did it'),
      });
    });
};
