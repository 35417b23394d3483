import type { AttackClass } from '../attack.ts';
import { disk, memory, parser, processor } from './bombs.ts';
import { absentExtensions, environment, logs } from './environment.ts';
import { files } from './files.ts';
import { network } from './network.ts';
import { catalogs, smuggling } from './smuggling.ts';
import { attach, copy, extensions, secrets, settings, writes } from './statements.ts';
import { textTricks } from './text-tricks.ts';

export const classes: readonly AttackClass[] = [
  files,
  network,
  attach,
  copy,
  extensions,
  settings,
  writes,
  secrets,
  environment,
  logs,
  absentExtensions,
  textTricks,
  smuggling,
  catalogs,
  memory,
  disk,
  processor,
  parser,
];
