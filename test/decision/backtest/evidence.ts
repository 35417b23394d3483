import { methods, type MethodName } from '../../../pipeline/decision/index.ts';
import { randomNumbers } from '../../../pipeline/decision/backtest/metrics/index.ts';
import type { Evidence } from '../../../pipeline/decision/backtest/run.ts';

const UNITS = 60;
const ORIGINS = [297, 300, 303, 306];

/**
 * Evidence made up with a seed: sixty units in four windows, a third of which are risky. Probabilities are right
 * but for chance, the other scores the noisier the later they come in the list of methods; nothing of it comes
 * from the models, so that the layout of a report can be held to a golden file.
 */
export function evidence(): Evidence {
  const random = randomNumbers(5);
  const rows = UNITS * ORIGINS.length;
  const months = Array.from({ length: rows }, (_, row) => ORIGINS[row % ORIGINS.length] ?? 0);
  const units = Array.from({ length: rows }, (_, row) => Math.floor(row / ORIGINS.length));
  const risk = units.map((unit) => (unit % 3 === 0 ? 0.35 : 0.06) * (0.6 + 0.8 * random()));
  const score = new Map<MethodName, Float64Array>(
    methods.map(({ method, saysProbability }, place) => [
      method,
      Float64Array.from(risk, (one) =>
        saysProbability ? one : Math.round(100 * (one + 0.05 * place * random())) / 10,
      ),
    ]),
  );
  const draws = risk.map(() => random());
  return {
    period: { origins: ORIGINS, window: 3 },
    data: {
      panel: {
        rows,
        unitCode: units.map((unit) => `U${unit}`),
        month: Float64Array.from(months),
        score,
        features: { rows: 0, columns: 0, x: new Float64Array() },
        tier: risk.map((one) => (one > 0.2 ? 'red' : 'blue')),
        groups: {
          ownership: units.map((unit) => (unit % 2 === 0 ? 'public' : 'private')),
          setting: units.map((unit) => (unit < 20 ? 'rural' : 'urban')),
          size: units.map(() => null),
          kind: units.map((unit) => (unit % 4 === 0 ? 'kindergarten' : 'primary')),
        },
      },
      cases: {
        size: rows,
        row: Int32Array.from(units.keys()),
        origin: Int32Array.from(months, (month) => ORIGINS.indexOf(month)),
        unit: Int32Array.from(units),
        event: Uint8Array.from(risk, (one, row) => Number((draws[row] ?? 1) < one)),
        day: Float64Array.from(months, (month, row) => 30 * month + ((7 * row) % 90)),
        inspector: Int32Array.from(units, (unit) => unit % 5),
      },
    },
    hasVisits: true,
    replicates: 100,
    seed: 1,
    fingerprint: 'made up',
  };
}
