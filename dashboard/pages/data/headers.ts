/** One header of a file, and the column it was read as. */
export interface ReadHeader {
  readonly header: string;
  /** Column of the contract; null where the header matched none. */
  readonly column: string | null;
  /** What it was recognised by: `label`, `synonym`, `confirmed`, `similar`, `mapping`, `made`; null where it was not. */
  readonly how: string | null;
  /** How sure that is, 0 to 1; null where it was not written down. */
  readonly certainty: number | null;
  /** Cells under it that were looked at, and how many of them bear the reading out. */
  readonly cells: number | null;
  readonly fitting: number | null;
}

/** Reads the ledger's JSON of how a table's headers were understood; what is not as expected is left out. */
export function readHeaders(json: string): ReadHeader[] {
  const parsed: unknown = JSON.parse(json);
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null || !('header' in item)) return [];
    const evidence: object =
      'evidence' in item && typeof item.evidence === 'object' && item.evidence !== null
        ? item.evidence
        : {};
    const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
    const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
    return [
      {
        header: text(item.header) ?? '',
        column: 'column' in item ? text(item.column) : null,
        how: 'how' in item ? text(item.how) : null,
        certainty: 'certainty' in item ? number(item.certainty) : null,
        cells: 'cells' in evidence ? number(evidence.cells) : null,
        fitting: 'fitting' in evidence ? number(evidence.fitting) : null,
      },
    ];
  });
}
