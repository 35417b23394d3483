import type { CellStyle } from 'hucre/xlsx';

/** Fills of a template; dark text on each keeps a contrast of at least 7 to 1. */
export const colours = {
  required: 'FCE4C4',
  optional: 'E9EDF0',
  missing: 'FCE4C4',
  repeated: 'F8CFCB',
} as const;

const INK = '1F2933';
const FAINT = '5F6B76';
const font = { name: 'Microsoft YaHei', size: 10, color: { rgb: INK } };
const hairline = { style: 'thin', color: { rgb: 'C3CAD1' } } as const;

const filled = (rgb: string): NonNullable<CellStyle['fill']> => ({
  type: 'pattern',
  pattern: 'solid',
  fgColor: { rgb },
  // Conditional formats take the colour of a solid fill from here.
  bgColor: { rgb },
});

const heading = (fill: string): CellStyle => ({
  font: { ...font, bold: true },
  fill: filled(fill),
  alignment: { vertical: 'center', horizontal: 'center', wrapText: true },
  border: { bottom: { style: 'medium', color: { rgb: FAINT } }, right: hairline },
});

/** The styles of a template's cells. */
export const style = {
  title: {
    font: { ...font, size: 16, bold: true },
    alignment: { vertical: 'center' },
  },
  hint: { font: { ...font, size: 9, color: { rgb: FAINT } }, alignment: { vertical: 'center' } },
  note: { font, alignment: { vertical: 'top' } },
  header: heading(colours.optional),
  requiredHeader: heading(colours.required),
  missing: { fill: filled(colours.missing) },
  repeated: { fill: filled(colours.repeated) },
  guideCell: (fill: string | undefined): CellStyle => ({
    font,
    alignment: { vertical: 'center', wrapText: true },
    border: { bottom: hairline },
    ...(fill ? { fill: filled(fill) } : {}),
  }),
  /** A cell to be filled in. */
  entry: (numFmt: string | undefined, wrapText: boolean): CellStyle => ({
    font,
    alignment: { vertical: 'top', wrapText },
    ...(numFmt ? { numFmt } : {}),
  }),
} satisfies Record<string, CellStyle | ((...parts: never[]) => CellStyle)>;
