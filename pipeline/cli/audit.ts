import { auditEvents, verifyChain } from '../access/index.ts';
import { Failure, text } from '../contracts/index.ts';
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
}

/** `xiaoan audit`: who did what, when, from where; `xiaoan audit verify`: that no line was changed. */
export const registerAudit: RegisterCommand = (program, finish) => {
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
        );
      const { who = null, event = null, from } = options;
      if (from !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(from))
        throw new Failure('bad_day', text('--from 应为 YYYY-MM-DD', '--from must be YYYY-MM-DD'));
      const lines = await log.find({
        who,
        event,
        from: from === undefined ? null : new Date(`${from}T00:00:00+08:00`).toISOString(),
        limit,
      });
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
    .addHelpText('after', '\nExample:\n  $ xiaoan audit verify')
    .action(async (_options: object, command: { optsWithGlobals(): AuditOptions }) => {
      const options = command.optsWithGlobals();
      const { audit: log } = deskOf(options.warehouse);
      const found = await verifyChain(log.folder, log.months());
      if (options.json) process.stdout.write(`${JSON.stringify(found)}\n`);
      else if (!found.broken)
        process.stdout.write(
          cliLocale() === 'zh'
            ? `审计记录完整：${found.lines} 行\n`
            : `The audit log is whole: ${found.lines} lines\n`,
        );
      if (!found.broken) return;
      const { file, row } = found.broken;
      if (options.json) return finish(1);
      throw new Failure(
        'audit_broken',
        text('审计记录被改动过', 'The audit log was tampered with'),
        {
          where: { file, row },
          hint: text('保全该文件，查明是谁改的', 'Secure that file, and find out who did it'),
        },
      );
    });
};
