import { parseArgs } from 'node:util';
import { killRounds } from './rounds.ts';

// npm run crash [-- --rounds N] [--seed S]
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '20231128' },
  },
});
const rounds = Number(values.rounds);
let [done, hits, faulty] = [0, 0, 0];
for await (const { moment, hit, faults } of killRounds(rounds, Number(values.seed))) {
  done += 1;
  hits += hit ? 1 : 0;
  faulty += faults.length > 0 ? 1 : 0;
  const outcome = faults.length > 0 ? `✗ ${faults.join('; ')}` : hit ? '✓' : '– had ended';
  process.stdout.write(`${done}/${rounds} killed after ${moment.toFixed(0)} ms ${outcome}\n`);
}
process.stdout.write(
  `${rounds} kills, ${hits} while at work: ${rounds - faulty} restarts ended as the undisturbed run, ${faulty} did not\n`,
);
process.exitCode = faulty > 0 ? 1 : 0;
