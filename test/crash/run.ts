import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { killRounds } from './rounds.ts';
import { tryHistories } from './sequences.ts';
import { PHASES } from './writer.ts';

// npm run crash [-- --rounds N] [--histories N] [--minutes M] [--scene DIR] [--seed S] [--json FILE]
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '210' },
    histories: { type: 'string', default: '20' },
    // A long run may be made in parts: none is begun after so long.
    minutes: { type: 'string', default: '1000' },
    // A folder that keeps the district between the parts.
    scene: { type: 'string' },
    seed: { type: 'string', default: '20231128' },
    json: { type: 'string' },
  },
});
const seed = Number(values.seed);
const rounds = Number(values.rounds);
const tally = { load: 0, build: 0, publish: 0, late: 0, faulty: 0 };
const end = performance.now() + Number(values.minutes) * 60_000;
let done = 0;
for await (const { aim, phase, moment, faults } of killRounds(rounds, seed, values.scene)) {
  done += 1;
  tally[phase ?? 'late'] += 1;
  tally.faulty += faults.length > 0 ? 1 : 0;
  const place = phase
    ? `killed ${moment.toFixed(1)} ms into ${phase}`
    : `had ended before its kill in ${aim}`;
  const outcome = faults.length > 0 ? `✗ ${faults.join('; ')}` : '✓';
  process.stdout.write(`${done}/${rounds} ${place} ${outcome}\n`);
  if (performance.now() > end) break;
}
const counts = PHASES.map((phase) => `${tally[phase]} in ${phase}`).join(', ');
process.stdout.write(
  `${done - tally.late} kills (${counts}): ${tally.faulty} restarts ended otherwise than the undisturbed run\n`,
);
const histories = performance.now() > end ? 0 : Number(values.histories);
const tried = histories > 0 ? await tryHistories(histories, seed) : undefined;
if (tried) {
  process.stdout.write(
    `${tried.histories} histories of ${tried.steps} steps, ${tried.crashes} of them killed: all ended as if undisturbed\n`,
  );
}
if (values.json) writeFileSync(values.json, JSON.stringify({ rounds: done, ...tally, ...tried }));
process.exitCode = tally.faulty > 0 ? 1 : 0;
