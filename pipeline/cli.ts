import { Command, CommanderError } from 'commander';
import {
  diskFull,
  Failure,
  noSuchPlace,
  placeRefused,
  type Locale,
  type Where,
} from './contracts/index.ts';
import { commandsFor } from './cli/commands.ts';
import { speak } from './cli/help-language.ts';
import { cliLocale } from './cli/locale.ts';

/** Exit codes of the command line; see DESIGN.md. */
export const exit = { ok: 0, failed: 1, quarantined: 2, usage: 64 } as const;

/**
 * Runs one command.
 * @param args the arguments after the program's name
 * @returns the exit code: 0 all well, 1 failed and nothing changed, 2 done but some rows are in
 *   quarantine, 64 no such command or option, or a value that it can never take
 */
export async function main(args: readonly string[]): Promise<number> {
  const locale = cliLocale();
  const json = args.includes('--json');
  let code: number = exit.ok;
  const program = new Command('xiaoan')
    .description('校安 Xiaoan: decides from evidence which schools to inspect, and how often')
    .exitOverride()
    .showHelpAfterError()
    .configureHelp({ showGlobalOptions: true });
  speak(program, locale);
  for (const register of await commandsFor(args)) register(program, (value) => (code = value));
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.ok : exit.usage;
    const failure =
      error instanceof Failure
        ? error
        : (diskFull(error) ?? placeRefused(error) ?? noSuchPlace(error));
    if (!failure) throw error;
    process.stderr.write(json ? `${JSON.stringify(failure.body(locale))}\n` : printable(failure));
    return failure.options.usage ? exit.usage : exit.failed;
  }
}

function placeOf({ file, sheet, row, line, column }: Where, locale: Locale): string {
  if (line !== undefined)
    return locale === 'zh' ? `第 ${line} 行第 ${column} 列` : `line ${line}, column ${column}`;
  return [file, sheet, row, column].filter(Boolean).join(' › ');
}

/** A failure as lines for a person: what, where, what to do next. */
function printable(failure: Failure): string {
  const locale = cliLocale();
  const { where, hint, original } = failure.options;
  const place = where && placeOf(where, locale);
  const lines = [`✗ ${failure.text[locale]}`];
  if (place) lines.push(`  ${locale === 'zh' ? '位置' : 'where'}: ${place}`);
  if (original !== undefined && original !== failure.text[locale])
    lines.push(`  ${locale === 'zh' ? '原文' : 'original'}: ${original}`);
  if (hint) lines.push(`  ${locale === 'zh' ? '处理' : 'what to do'}: ${hint[locale]}`);
  return `${lines.join('\n')}\n`;
}
