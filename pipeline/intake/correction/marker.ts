import type { Sheet } from '../grid.ts';

/** The hidden sheet by which a correction workbook says which file it corrects. */
export const MARKER_SHEET = '_xiaoan';

/** What a correction workbook says of itself. */
export interface Marker {
  /** Fingerprint of the file that it corrects. */
  readonly replaces: string;
  /** Sheets that Xiaoan added for the reader: no data of the clerk's. */
  readonly added: readonly string[];
}

const PURPOSE = 'correction';

/** The rows of the hidden sheet. */
export const markerRows = ({ replaces, added }: Marker): string[][] => [
  ['xiaoan', PURPOSE],
  ['replaces', replaces],
  ...added.map((name) => ['added', name]),
];

/** Reads the marker among a workbook's sheets; undefined where there is none, or one that is not ours. */
export function readMarker(sheets: readonly Sheet[]): Marker | undefined {
  const rows = sheets.find(({ name }) => name === MARKER_SHEET)?.rows ?? [];
  const values = (key: string) =>
    rows.flatMap(([label, value = '']) => (label === key ? [value] : []));
  const [replaces = ''] = values('replaces');
  if (values('xiaoan')[0] !== PURPOSE || !/^[0-9a-f]{64}$/.test(replaces)) return undefined;
  return { replaces, added: values('added') };
}

/** The sheets of a file that are the clerk's own. */
export function ownSheets(sheets: readonly Sheet[]): readonly Sheet[] {
  const marker = readMarker(sheets);
  if (!marker) return sheets;
  const added = new Set([MARKER_SHEET, ...marker.added]);
  return sheets.filter(({ name }) => !added.has(name));
}
