import { en, zh } from '../../../i18n/catalogue.ts';
import { cellText } from './cell-text.ts';
import type { ResultSet } from './result-set.ts';
import { slices } from './slices.ts';

/** Signs and words for cells that are empty, and that are not; of either language, as views are sent to others. */
const EMPTY = ['null', zh['sql.filter.empty'], en['sql.filter.empty']];
const FILLED = ['!null', '! null', zh['sql.filter.filled'], en['sql.filter.filled']];

/** What is typed above a column, by the column's place. */
export type Filters = Readonly<Record<number, string>>;

type Test = (row: number) => boolean;

const COMPARISON = /^(<=|>=|<>|!=|<|>|=)\s*(.*)$/s;
const RANGE = /^(-?[\d.]+)\s*(?:\.\.|~|～)\s*(-?[\d.]+)$/;

/**
 * Rows that pass every filter, in their order; undefined where nothing is filtered.
 * A filter is `null` or `!null` or the catalogues' words for these, a comparison (`>5`, `<=2026-09`, `=abc`), a range of numbers (`5..10`), a
 * number, `!text` for what a text must not hold, or a text it must hold, whatever its case.
 */
export async function filterRows(
  result: ResultSet,
  filters: Filters,
  signal: AbortSignal,
): Promise<Uint32Array | undefined> {
  const tests: Test[] = [];
  for (const [column, filter] of Object.entries(filters)) {
    const wanted = filter.trim();
    if (wanted !== '' && result.columns[Number(column)]) {
      tests.push(await columnTest(result, Number(column), wanted, signal));
    }
  }
  if (tests.length === 0) return undefined;
  const found = new Uint32Array(result.rows);
  let count = 0;
  await slices(0, result.rows, signal, (row) => {
    if (tests.every((test) => test(row))) {
      found[count] = row;
      count += 1;
    }
  });
  return found.slice(0, count);
}

async function columnTest(
  result: ResultSet,
  index: number,
  filter: string,
  signal: AbortSignal,
): Promise<Test> {
  const column = result.columns[index];
  const isNull: Test = (row) => result.value(row, index) === null;
  if (EMPTY.includes(filter.toLowerCase())) return isNull;
  if (FILLED.includes(filter.toLowerCase())) return (row) => !isNull(row);
  if (column?.kind === 'number') {
    const test = numberTest(filter);
    if (test) {
      const numbers = result.numbers(index);
      return (row) => test(numbers[row] ?? Number.NaN);
    }
  }
  const test = textTest(filter, column?.kind === 'text' || column?.kind === 'binary');
  if (column?.kind !== 'text') return (row) => test(textOrNull(result, row, index));
  // Each word is looked at once, however many rows hold it.
  const { words, ids } = await result.words(index, signal);
  const passes = new Uint8Array(words.length + 1);
  passes[0] = Number(test(null));
  await slices(0, words.length, signal, (word) => {
    passes[word + 1] = Number(test(words[word] ?? null));
  });
  return (row) => passes[ids[row] ?? 0] === 1;
}

function textOrNull(result: ResultSet, row: number, index: number): string | null {
  const value = result.value(row, index);
  const column = result.columns[index];
  return value === null || !column ? null : cellText(value, column);
}

function numberTest(filter: string): ((value: number) => boolean) | undefined {
  const range = RANGE.exec(filter);
  if (range) {
    const [low, high] = [Number(range[1]), Number(range[2])];
    return (value) => value >= low && value <= high;
  }
  const [, sign = '=', operand = filter] = COMPARISON.exec(filter) ?? [];
  const wanted = Number(operand.replaceAll(',', ''));
  if (operand === '' || Number.isNaN(wanted)) return undefined;
  return (value) => !Number.isNaN(value) && compares(sign, value - wanted);
}

/** Null passes only what asks for it, and what a text must not hold. */
function textTest(filter: string, isText: boolean): (text: string | null) => boolean {
  const [, sign, operand = ''] = COMPARISON.exec(filter) ?? [];
  if (sign !== undefined && operand !== '') {
    // Of a date as long as what was typed: `<=2026-09` means the whole of September.
    const cut = (text: string): string => (isText ? text : text.slice(0, operand.length));
    return (text) =>
      text !== null && compares(sign, cut(text) === operand ? 0 : cut(text) < operand ? -1 : 1);
  }
  const not = /^!(.+)$/s.exec(filter)?.[1];
  const wanted = (not ?? filter).toLowerCase();
  return (text) => (text?.toLowerCase().includes(wanted) ?? false) === (not === undefined);
}

function compares(sign: string, difference: number): boolean {
  if (sign === '=') return difference === 0;
  if (sign === '<>' || sign === '!=') return difference !== 0;
  if (sign === '<') return difference < 0;
  if (sign === '<=') return difference <= 0;
  return sign === '>' ? difference > 0 : difference >= 0;
}
