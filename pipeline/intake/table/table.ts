import type { Contract } from '../../contracts/index.ts';
import type { Doubt } from './doubt.ts';
import type { FoundColumn } from './match.ts';
import type { Period } from './period.ts';
import type { RowKind } from './rows.ts';

/** A row that is no data, and why. */
export interface SkippedRow {
  /** From 1, as the sheet shows it. */
  readonly rowNumber: number;
  readonly why: Exclude<RowKind, 'data' | 'blank'> | 'title' | 'hidden';
  readonly cells: readonly string[];
}

export interface DataRow {
  /** From 1, as the sheet shows it. */
  readonly rowNumber: number;
  readonly cells: readonly string[];
  /** Its cells with 同上 and values that had slipped into the next column put right; `cells` where nothing was. */
  readonly read: readonly string[];
}

/** A table taken out of its sheet. */
export interface Table {
  readonly sheet: string;
  readonly contract: Contract;
  /** First row of the header, from 1. */
  readonly headerRow: number;
  readonly columns: readonly FoundColumn[];
  /** Texts that speak of it, the nearest first. */
  readonly titles: readonly string[];
  /** First day of the month that its surroundings give, where the contract has a period and no column says it. */
  readonly month?: string;
  /** What its surroundings tell of the time, for dates without a year. */
  readonly period: Period;
  readonly confidence: number;
  readonly rows: readonly DataRow[];
  readonly skipped: readonly SkippedRow[];
  readonly doubts: readonly Doubt[];
  /** Whether it stands beside another, so that the number of a row does not tell whose it is. */
  readonly beside?: true;
}
