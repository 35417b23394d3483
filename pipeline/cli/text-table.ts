/** East Asian Wide and Fullwidth, and emoji: two columns of a terminal. https://www.unicode.org/reports/tr11/ */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const MARK = /\p{Mark}/u;

/** Columns of a terminal that a text takes. */
export const displayWidth = (value: string): number =>
  [...value].reduce((sum, char) => sum + (MARK.test(char) ? 0 : WIDE.test(char) ? 2 : 1), 0);

const pad = (value: string, width: number, right: boolean): string => {
  const space = ' '.repeat(Math.max(width - displayWidth(value), 0));
  return right ? space + value : value + space;
};

/**
 * Lays rows out under their headers for a terminal.
 * @param numeric which columns hold numbers, and so are set to the right
 */
export function textTable(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly boolean[],
): string {
  const widths = headers.map((header, index) =>
    rows.reduce(
      (most, row) => Math.max(most, displayWidth(row[index] ?? '')),
      displayWidth(header),
    ),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => pad(cell, widths[index] ?? 0, numeric[index] ?? false))
      .join('  ')
      .trimEnd();
  return [line(headers), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)]
    .map((text) => `${text}\n`)
    .join('');
}
