import { covariates } from './memory.ts';
import type { Settings } from './model.ts';

/** Where the search begins: the middle of each grid, no covariate. */
export const STARTING_POINT: Settings = {
  quickCarry: 0.5,
  slowCarry: 0.85,
  halfLifeDays: 1461,
  priorVisits: 1,
  groupPriorVisits: 10,
  pointsPower: 1,
  ridge: 3,
  covariates: [],
};

type Turn = (settings: Settings) => Settings[];

const along =
  <Name extends keyof Settings>(name: Name, values: readonly Settings[Name][]): Turn =>
  (settings) =>
    values
      .filter((value) => value !== settings[name])
      .map((value) => ({ ...settings, [name]: value }));

/** With one covariate more or less. */
const covariateTurns: Turn[] = covariates.map((name) => (settings) => [
  {
    ...settings,
    covariates: covariates.filter((one) => settings.covariates.includes(one) !== (one === name)),
  },
]);

/**
 * The turns of a round of the search, in order: each gives the settings to try in place of the present ones.
 * A half-life of a century is none.
 */
export const neighbours: readonly Turn[] = [
  along('pointsPower', [0.5, 0.7, 1]),
  along('quickCarry', [0.2, 0.35, 0.5, 0.65]),
  along('slowCarry', [0.7, 0.8, 0.85, 0.9, 1]),
  ...covariateTurns,
  along('priorVisits', [0.5, 1, 2, 4]),
  along('groupPriorVisits', [3, 10, 30]),
  along('halfLifeDays', [365, 730, 1461, 36525]),
  along('ridge', [1, 3, 10, 30, 100]),
];
