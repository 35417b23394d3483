import type { CellStyle } from 'hucre/xlsx';
import type { Locale } from '../../contracts/index.ts';
import type { Fault } from './faults.ts';

/** Fills of marked cells; black text on each keeps a contrast of at least 7 to 1. */
const FILLS = { error: 'F8CFCB', warning: 'FCE4C4' } as const;

/** Before every comment of ours, so that a later correction can tell them from the clerk's own. */
const SIGN = '【校安】';

/** What is written on one cell. */
export interface Mark {
  /** Zero-based. */
  readonly row: number;
  readonly column: number;
  readonly fill: string;
  readonly comment: string;
}

/** Zero-based position of a column by its letters. */
const positionOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/**
 * The marks of a sheet: one a cell, with all that is wrong with it. A fault of no cell, such as a unit that
 * the title should have named, is marked on the row's first cell.
 */
export function marksOf(faults: readonly Fault[], locale: Locale): Mark[] {
  const cells = new Map<string, Fault[]>();
  for (const fault of faults) {
    const key = `${fault.row},${fault.letters ?? 'A'}`;
    cells.set(key, [...(cells.get(key) ?? []), fault]);
  }
  return [...cells.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const bad = group.some(({ kind }) => kind === 'error');
    return {
      row: first.row - 1,
      column: positionOf(first.letters ?? 'A'),
      fill: FILLS[bad ? 'error' : 'warning'],
      comment: SIGN + group.map(({ reason }) => reason[locale]).join('\n'),
    };
  });
}

/** A cell's style with the fill of a mark. */
export const marked = (style: CellStyle | undefined, fill: string): CellStyle => ({
  ...style,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: fill }, bgColor: { rgb: fill } },
});

/** A cell's style without a fill that an earlier correction workbook had given it. */
export function unmarked(style: CellStyle | undefined): CellStyle | undefined {
  if (style?.fill?.type !== 'pattern') return style;
  const rgb = style.fill.fgColor?.rgb?.slice(-6).toUpperCase();
  if (!Object.values<string>(FILLS).includes(rgb ?? '')) return style;
  const rest = { ...style };
  delete rest.fill;
  return rest;
}

/** Whether a comment is one that a correction workbook was sent out with. */
export const isOurs = (comment: string | undefined): boolean => comment?.startsWith(SIGN) ?? false;
