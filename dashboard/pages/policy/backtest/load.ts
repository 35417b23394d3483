import { rows } from '../../../data/rows.ts';
import { query } from '../../../data/session.svelte.ts';
import type { BacktestData, RunRow } from './rows.ts';

/** Asks for all that the section shows. Rejects with a `QueryError`. */
export async function loadBacktest(): Promise<BacktestData> {
  const of = async <Row extends object>(name: string) => rows<Row>(await query(`backtest_${name}`));
  const [run, metrics, differences, calibration, curves, groups, methods, measures] =
    await Promise.all([
      of<RunRow>('run'),
      of<BacktestData['metrics'][number]>('metric'),
      of<BacktestData['differences'][number]>('difference'),
      of<BacktestData['calibration'][number]>('calibration'),
      of<BacktestData['curves'][number]>('lift_curve'),
      of<BacktestData['groups'][number]>('group_gap'),
      of<BacktestData['methods'][number]>('method'),
      of<BacktestData['measures'][number]>('measure'),
    ]);
  return { run: run[0], metrics, differences, calibration, curves, groups, methods, measures };
}
