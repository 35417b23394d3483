import { apart } from '../../pipeline/cli/apart/apart.ts';

/** A child process that stands for the server. Argument: warehouse. */
await apart('build', { warehouse: process.argv[2] ?? '' });
