import { buildFixture } from './fixture.ts';

/**
 * A child process that builds, and dies as by `kill -9` when it comes to a step.
 * Arguments: warehouse, models, the step, the clock.
 */
const [dir = '', models = '', deadly = '', now = ''] = process.argv.slice(2);

await buildFixture(dir, {
  models,
  now: new Date(now),
  onProgress: ({ step }) => {
    if (step === deadly) process.kill(process.pid, 'SIGKILL');
  },
});
