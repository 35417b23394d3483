import type { RegisterCommand } from './command.ts';

/**
 * Every command, in the order of the way data takes; each lives in the file of its name. They are read
 * when asked for: one command needs a fraction of what all of them do.
 */
const files: Readonly<Record<string, () => Promise<{ readonly register: RegisterCommand }>>> = {
  ingest: () => import('./ingest.ts'),
  watch: () => import('./watch.ts'),
  correct: () => import('./correct.ts'),
  map: () => import('./map.ts'),
  build: () => import('./build.ts'),
  serve: () => import('./serve.ts'),
  start: () => import('./start.ts'),
  explain: () => import('./explain.ts'),
  backtest: () => import('./backtest.ts'),
  plan: () => import('./plan.ts'),
  draw: () => import('./draw.ts'),
  digest: () => import('./digest.ts'),
  sql: () => import('./sql.ts'),
  template: () => import('./template.ts'),
  simulate: () => import('./simulate.ts'),
  account: () => import('./account.ts'),
  audit: () => import('./audit.ts'),
  doctor: () => import('./doctor.ts'),
};

/**
 * The commands that must be known to answer `args`.
 * @param args the arguments after the program's name
 * @returns the one that is asked for; all of them where none is, as for help or a word that is no command
 */
export async function commandsFor(args: readonly string[]): Promise<readonly RegisterCommand[]> {
  const name = args[0] ?? '';
  const asked = Object.hasOwn(files, name) ? files[name] : undefined;
  const read = asked
    ? [await asked()]
    : await Promise.all(Object.values(files).map((load) => load()));
  return read.map(({ register }) => register);
}
