import { timeDistrict } from './district.ts';
import type { Bench, Figure } from './measure.ts';

const ROUNDS = 3;
const SAMPLE = 320;

const compared = async (
  key: string,
  units: number,
  format: 'handmade' | 'csv',
  label: string,
): Promise<Figure> => {
  const { own, plain, rows, files } = await timeDistrict(units, format, ROUNDS);
  return {
    key,
    label: `${label}: ${rows.toLocaleString('en')} rows in ${files} files`,
    ratio: own.median / plain.median,
    aim: 4,
    own,
    baseline: plain,
  };
};

/** Ingest and build, against DuckDB's plain load of the same rows. */
export const buildBench: Bench = {
  name: 'build',
  about:
    'Ingest of a simulated district into an empty warehouse and build of a snapshot (all models, data tests, dictionary), against plain DuckDB doing `read_csv` of the same rows (clean CSV, one file a dataset) into tables of a new file, one scan of each, and a checkpoint.',
  async run() {
    return [
      await compared('build_ratio_sample', SAMPLE, 'handmade', 'sample district, hand-made files'),
      await compared('build_ratio_sample_csv', SAMPLE, 'csv', 'sample district, clean CSV'),
      await compared('build_ratio', SAMPLE * 10, 'csv', 'district ten times the sample, clean CSV'),
    ];
  },
};
