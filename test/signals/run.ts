import { dishonestHabits, customs } from '../../data/simulator/habits.ts';
import { signalNames } from '../../pipeline/decision/signals.ts';
import { judgeDistrict, realisedRate, scoreList, type JudgedUnit } from './measure.ts';

// npm run honesty [-- SEED…]: what the signals find of what was planted, and what they wrongly find.
// docs/policy.md names the seeds on which the thresholds in models/policy were chosen; the others are for testing.
const seeds = process.argv.length > 2 ? process.argv.slice(2) : ['1', 'honesty-2', 'honesty-3'];
const size = { units: 320, months: 36 };

const percent = (share: number, digits = 1): string => `${(share * 100).toFixed(digits)} %`;
const line = (...cells: readonly (string | number)[]): void => {
  process.stdout.write(
    `${cells.map((cell, index) => (index === 0 ? String(cell).padEnd(24) : String(cell).padStart(16))).join('')}\n`,
  );
};

const all: JudgedUnit[] = [];
let rates: ReadonlyMap<string, number> = new Map();
line('seed', 'precision', 'recall', 'honest listed', 'year: honest', 'year: of list');
for (const seed of seeds) {
  const district = await judgeDistrict(seed, size);
  const { precision, recall, honestListed } = scoreList(district.units);
  const { year } = district;
  all.push(...district.units);
  rates = district.rates;
  line(
    seed,
    precision.toFixed(3),
    recall.toFixed(3),
    percent(honestListed),
    percent(year.honestListed / year.honest),
    percent(year.honestListed / year.listed),
  );
}
const total = scoreList(all);
line('all', total.precision.toFixed(3), total.recall.toFixed(3), percent(total.honestListed));

line('\nsignal', 'stated', 'realised', 'honest judged', 'planted found');
for (const signal of signalNames) {
  const { judged, fired } = realisedRate(all, signal);
  const found = all.filter((unit) => unit.habit !== 'plain' && unit.signals.get(signal)).length;
  line(signal, percent(rates.get(signal) ?? 0), percent(fired / judged, 2), judged, found);
}

const share = (units: readonly JudgedUnit[]): string =>
  `${units.filter(({ listed }) => listed).length} / ${units.length}`;
line('\nhabit', 'listed');
for (const habit of dishonestHabits) line(habit, share(all.filter((unit) => unit.habit === habit)));
line('\nhonest, with custom', 'listed');
for (const custom of ['none', ...customs])
  line(custom, share(all.filter((unit) => unit.habit === 'plain' && unit.custom === custom)));
