import { buildCommand } from './build.ts';
import type { RegisterCommand } from './command.ts';
import { doctor } from './doctor.ts';
import { serve } from './serve.ts';
import { registerSimulate } from './simulate.ts';
import { sql } from './sql.ts';
import { template } from './template.ts';

/** Every command, in the order of the way data takes; each lives in the file of its name. */
export const commands: readonly RegisterCommand[] = [
  buildCommand,
  serve,
  sql,
  template,
  registerSimulate,
  doctor,
];
