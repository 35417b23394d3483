import type { Command } from 'commander';
import { parseScope, roles, isRole, scopeText, keyOf, type Account } from '../access/index.ts';
import { Failure, text } from '../contracts/index.ts';
import { deskOf } from './access.ts';
import { withWarehouse, type RegisterCommand } from './command.ts';
import { cliLocale } from './locale.ts';
import { askPassword } from './password.ts';
import { textTable } from './text-table.ts';

interface AccountOptions {
  readonly warehouse: string;
  readonly json?: boolean;
  readonly role?: string;
  readonly scope?: string;
  readonly label?: string;
  readonly elsewhere?: boolean;
  readonly enable?: boolean;
}

const roleOf = (value: string | undefined) => {
  if (isRole(value)) return value;
  const words = roles.join(', ');
  throw new Failure('bad_role', text(`角色应为 ${words}`, `The role must be one of ${words}`), {
    where: { column: 'role' },
    usage: true,
  });
};

function say(options: AccountOptions, account: Account, zh: string, en: string): void {
  const { name, role, scope, disabled } = account;
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ name, role, scope: scopeText(scope), disabled })}\n`
      : `${cliLocale() === 'zh' ? zh : en}\n`,
  );
}

/** Who has done it, on the command line: whoever may use this machine's account. */
const BY = `command line (${process.env['SUDO_USER'] ?? process.env['USER'] ?? '?'})`;

/** `xiaoan account`: who may sign in, as what, for which units. */
export const register: RegisterCommand = (program) => {
  const account = program
    .command('account')
    .description('accounts: who may sign in')
    .addHelpText(
      'after',
      `
Examples:
  $ xiaoan account add root --role admin
  $ xiaoan account add zhang --role clerk --scope unit:9001020001
  $ xiaoan account list`,
    );
  const command = (name: string, what: string): Command =>
    withWarehouse(account.command(name)).description(what);
  const scoped = (each: Command): Command =>
    each
      .option('--role <role>', roles.join(', '))
      .option('--scope <scope>', 'district, area:AREA,AREA, parent:UNIT_CODE or unit:UNIT_CODE')
      .option('--label <label>', 'what people call them');

  scoped(command('add <name>', 'add an account; asks for its password, or reads it from stdin'))
    .option('--elsewhere', 'without a password: signs in by OIDC or the proxy only')
    .addHelpText(
      'after',
      '\nExample:\n  $ xiaoan account add zhang --role clerk --scope unit:9001020001',
    )
    .action(async (name: string, options: AccountOptions) => {
      const desk = deskOf(options.warehouse);
      const role = roleOf(options.role);
      if (options.scope === undefined && role === 'clerk')
        throw new Failure('bad_scope', text('填报员要有 --scope', 'A clerk needs a --scope'), {
          usage: true,
        });
      const scope = parseScope(options.scope ?? 'district');
      const password = options.elsewhere ? null : await askPassword();
      const { label } = options;
      const made = await desk.accounts.add(
        { name, role, scope, ...(label === undefined ? {} : { label }) },
        password,
      );
      const what = `${made.name} ${made.role} ${scopeText(made.scope)}`;
      desk.audit.record({ event: 'account_added', who: BY, address: null, what });
      say(options, made, `已添加账号 ${what}`, `Added account ${what}`);
    });

  command('list', 'list accounts')
    .addHelpText('after', '\nExample:\n  $ xiaoan account list')
    .action((options: AccountOptions) => {
      const desk = deskOf(options.warehouse);
      const rows = desk.accounts.list().map(({ name, label, role, scope, disabled, hash }) => ({
        name,
        label,
        role,
        scope: scopeText(scope),
        state: disabled
          ? 'disabled'
          : desk.lockouts.isLocked(keyOf(name))
            ? 'locked'
            : hash === null
              ? 'elsewhere'
              : 'active',
      }));
      process.stdout.write(
        options.json
          ? `${JSON.stringify(rows)}\n`
          : textTable(
              ['name', 'label', 'role', 'scope', 'state'],
              rows.map((row) => Object.values(row)),
              [],
            ),
      );
    });

  scoped(command('change <name>', 'change role, scope or label'))
    .addHelpText(
      'after',
      '\nExample:\n  $ xiaoan account change zhang --role planner --scope district',
    )
    .action((name: string, options: AccountOptions) => {
      const desk = deskOf(options.warehouse);
      const changed = desk.accounts.change(name, {
        ...(options.role === undefined ? {} : { role: roleOf(options.role) }),
        ...(options.scope === undefined ? {} : { scope: parseScope(options.scope) }),
        ...(options.label === undefined ? {} : { label: options.label }),
      });
      const what = `${changed.name} ${changed.role} ${scopeText(changed.scope)}`;
      desk.audit.record({ event: 'account_changed', who: BY, address: null, what });
      say(options, changed, `已改为 ${what}`, `Now ${what}`);
    });

  command('disable <name>', 'shut an account, or open it again with --enable')
    .option('--enable', 'open it again')
    .addHelpText('after', '\nExample:\n  $ xiaoan account disable zhang')
    .action((name: string, options: AccountOptions) => {
      const desk = deskOf(options.warehouse);
      const disabled = options.enable !== true;
      const changed = desk.accounts.change(name, { disabled });
      if (disabled) desk.sessions.endAll(changed.name);
      const what = `${changed.name} ${disabled ? 'disabled' : 'enabled'}`;
      desk.audit.record({ event: 'account_changed', who: BY, address: null, what });
      say(
        options,
        changed,
        disabled ? `已停用 ${changed.name}` : `已启用 ${changed.name}`,
        disabled ? `${changed.name} is disabled` : `${changed.name} is enabled`,
      );
    });

  command('password <name>', 'set a password; asks for it, or reads it from stdin')
    .addHelpText('after', '\nExample:\n  $ xiaoan account password zhang')
    .action(async (name: string, options: AccountOptions) => {
      const desk = deskOf(options.warehouse);
      const changed = await desk.accounts.setPassword(name, await askPassword(), true);
      desk.sessions.endAll(changed.name);
      desk.lockouts.unlock(keyOf(changed.name));
      desk.audit.record({ event: 'password_changed', who: BY, address: null, what: changed.name });
      say(
        options,
        changed,
        `已设 ${changed.name} 的密码，首次登录时须更换`,
        `${changed.name} has a new password, to be changed at the first sign-in`,
      );
    });

  command('unlock <name>', 'let an account try again that was locked out')
    .addHelpText('after', '\nExample:\n  $ xiaoan account unlock zhang')
    .action((name: string, options: AccountOptions) => {
      const desk = deskOf(options.warehouse);
      const changed = desk.accounts.change(name, {});
      desk.lockouts.unlock(keyOf(changed.name));
      desk.audit.record({ event: 'account_unlocked', who: BY, address: null, what: changed.name });
      say(options, changed, `已解锁 ${changed.name}`, `${changed.name} is unlocked`);
    });
};
