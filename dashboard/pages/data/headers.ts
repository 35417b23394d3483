/** One header of a file, and the column it was read as. */
export interface ReadHeader {
  readonly header: string;
  /** Column of the contract; null where the header matched none. */
  readonly column: string | null;
  /** What it was recognised by: `label`, `synonym`, `mapping`; null where it was not. */
  readonly how: string | null;
}

/** Reads the ledger's JSON of how a table's headers were understood; what is not as expected is left out. */
export function readHeaders(json: string): ReadHeader[] {
  const parsed: unknown = JSON.parse(json);
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null || !('header' in item)) return [];
    const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
    return [
      {
        header: text(item.header) ?? '',
        column: 'column' in item ? text(item.column) : null,
        how: 'how' in item ? text(item.how) : null,
      },
    ];
  });
}
