import { buildInputs } from '../../pipeline/cli/build-inputs.ts';
import { decideAndLoad } from '../../pipeline/cli/decide.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { mapCode } from '../../pipeline/intake/index.ts';
import { build } from '../../pipeline/warehouse/index.ts';
import type { Job, Word } from './writer.ts';

// The process that is killed: says when it is ready, then does each job it is told, saying how far it is.
const say = (word: Word) => process.send?.(word);

async function work({ warehouse, inbox, receivedAt, decision, publish }: Job): Promise<void> {
  if (inbox) {
    say('load');
    await takeIn([inbox], { warehouse, ...(receivedAt ? { receivedAt } : {}) }, () => undefined);
  }
  if (decision) {
    say('load');
    await decideAndLoad(warehouse, (connection) => mapCode(connection, decision));
  }
  if (publish) {
    say('build');
    await build(warehouse, {
      ...buildInputs(warehouse),
      onProgress: ({ step }) => step === 'rename' && say('publish'),
    });
  }
  say('done');
}

process.on('message', (job: Job) => {
  void work(job).catch((error: unknown) => {
    process.stderr.write(`${String((error as Error).stack)}\n`);
    process.exit(1);
  });
});
say('ready');
