import { registerAccount } from './account.ts';
import { registerAudit } from './audit.ts';
import { registerBacktest } from './backtest.ts';
import { buildCommand } from './build.ts';
import type { RegisterCommand } from './command.ts';
import { registerCorrect } from './correct.ts';
import { digest } from './digest.ts';
import { doctor } from './doctor.ts';
import { registerDraw } from './draw.ts';
import { registerExplain } from './explain.ts';
import { registerIngest } from './ingest.ts';
import { registerMap } from './map.ts';
import { registerPlan } from './plan.ts';
import { serve } from './serve.ts';
import { registerSimulate } from './simulate.ts';
import { sql } from './sql.ts';
import { start } from './start.ts';
import { template } from './template.ts';
import { registerWatch } from './watch.ts';

/** Every command, in the order of the way data takes; each lives in the file of its name. */
export const commands: readonly RegisterCommand[] = [
  registerIngest,
  registerWatch,
  registerCorrect,
  registerMap,
  buildCommand,
  serve,
  start,
  registerExplain,
  registerBacktest,
  registerPlan,
  registerDraw,
  digest,
  sql,
  template,
  registerSimulate,
  registerAccount,
  registerAudit,
  doctor,
];
