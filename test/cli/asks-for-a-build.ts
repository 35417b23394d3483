import { buildApart } from '../../pipeline/cli/build-apart.ts';

/** A child process that stands for the server. Argument: warehouse. */
await buildApart(process.argv[2] ?? '');
