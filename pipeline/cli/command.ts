import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';

/**
 * Adds one command to the program. `finish` takes the exit code where it is not 0.
 * What a command throws as a Failure is printed by the caller, with exit code 1, or 64 where it is of `usage`.
 */
export type RegisterCommand = (program: Command, finish: (exitCode: number) => void) => void;

/** The folder that holds `package.json`. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** Adds the option that every command takes. */
export const withWarehouse = (command: Command): Command =>
  command
    .option('--warehouse <dir>', 'folder of the warehouse', `${projectRoot}data/warehouse`)
    .option('--json', 'print machine-readable JSON');
