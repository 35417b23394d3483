import { Worker } from 'node:worker_threads';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    // The number of the first file: a long run may be made in parts.
    from: { type: 'string', default: '0' },
  },
});
const files = Number(values.files);
const first = Number(values.seed) * 1_000_000 + Number(values.from);

/** Ends the process where no batch is finished for so long: the main thread may be the one that hangs. */
const PATIENCE_MS = 300_000;
const watchdog = new Worker(
  `const { parentPort, workerData } = require('node:worker_threads');
   let next = workerData.first;
   const bark = () => { process._rawDebug('hung in the batch of ' + next); process.kill(process.pid, 'SIGKILL'); };
   let timer = setTimeout(bark, workerData.patience);
   parentPort.on('message', (message) => { next = message; clearTimeout(timer); timer = setTimeout(bark, workerData.patience); });`,
  { eval: true, workerData: { first, patience: PATIENCE_MS } },
);

const started = performance.now();
const result = await fuzz(first, files, (next) => {
  watchdog.postMessage(next);
  if ((next - first) % 1_000 === 0) process.stderr.write(`${next - first} of ${files}\n`);
});
const seconds = Math.round((performance.now() - started) / 1_000);
process.stdout.write(`${JSON.stringify({ ...result, seconds }, undefined, 1)}\n`);
process.exit(result.faults.length > 0 ? 1 : 0);
