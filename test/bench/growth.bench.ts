import { timeDistrict } from './district.ts';
import type { Bench } from './measure.ts';

const ROUNDS = 3;
const SAMPLE = 320;

/** How ingest and build grow with the district. */
export const growthBench: Bench = {
  name: 'growth',
  about:
    'Ingest and build of a district of ten times the units, against the sample district; both as clean CSV.',
  async run() {
    const small = await timeDistrict(SAMPLE, 'csv', ROUNDS);
    const large = await timeDistrict(SAMPLE * 10, 'csv', ROUNDS);
    const figure = (part: 'own' | 'ingest' | 'build') => ({
      ratio: large[part].median / small[part].median,
      own: large[part],
      baseline: small[part],
    });
    return [
      { key: 'growth_10x', label: 'ingest + build, 10 × / 1 ×', aim: 11, ...figure('own') },
      { key: 'growth_10x_ingest', label: 'ingest alone, 10 × / 1 ×', ...figure('ingest') },
      { key: 'growth_10x_build', label: 'build alone, 10 × / 1 ×', ...figure('build') },
    ];
  },
};
