import { Failure, text, type Text } from '../contracts/index.ts';
import { withWarehouse, type RegisterCommand } from './command.ts';
import { checks, type State } from './installation-checks.ts';
import { cliLocale } from './locale.ts';

interface Finding {
  readonly check: string;
  readonly state: State;
  readonly detail: Text;
}

const SIGNS: Record<State, string> = { ok: '✓', notice: '!', failed: '✗' };

async function examine(dir: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [check, run] of Object.entries(checks)) {
    try {
      const [state, detail] = await run(dir);
      findings.push({ check, state, detail });
    } catch (error) {
      findings.push({ check, state: 'failed', detail: reasonOf(error) });
    }
  }
  return findings;
}

function reasonOf(error: unknown): Text {
  if (!(error instanceof Failure)) {
    const message = error instanceof Error ? error.message : String(error);
    return text(message, message);
  }
  const { file, row } = error.options.where ?? {};
  const place = file === undefined ? '' : ` (${file}${row === undefined ? '' : `:${row}`})`;
  return text(`${error.text.zh}${place}`, `${error.text.en}${place}`);
}

/** `xiaoan doctor` */
export const register: RegisterCommand = (program, finish) => {
  withWarehouse(program.command('doctor'))
    .description('look whether everything that Xiaoan needs is there and well')
    .addHelpText('after', '\nExample:\n  $ xiaoan doctor --warehouse data/warehouse')
    .action(async ({ warehouse, json }: { warehouse: string; json?: boolean }) => {
      const locale = cliLocale();
      const findings = await examine(warehouse);
      const printed = findings.map(({ check, state, detail }) => ({
        check,
        state,
        detail: detail[locale],
      }));
      process.stdout.write(
        json
          ? `${JSON.stringify(printed)}\n`
          : printed.map(({ state, detail }) => `${SIGNS[state]} ${detail}\n`).join(''),
      );
      if (findings.some(({ state }) => state === 'failed')) finish(1);
    });
};
