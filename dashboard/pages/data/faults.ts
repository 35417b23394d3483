import type { QuarantineRow } from './rows.ts';

/** All faults of one kind: the same reason in the same column of the same dataset. */
export interface FaultGroup {
  /** `dataset.column.reason`, as the address holds it. */
  readonly key: string;
  readonly dataset: string;
  readonly column_name: string;
  readonly reason_code: string;
  /** Words of one of them. */
  readonly reason_zh: string;
  readonly reason_en: string;
  readonly faults: number;
  readonly files: number;
}

export const faultKey = (row: {
  readonly dataset: string;
  readonly column_name: string;
  readonly reason_code: string;
}): string => `${row.dataset}.${row.column_name}.${row.reason_code}`;

/** Counts faults by kind, the most frequent first. The words of a reason may quote the cell, so they do not tell kinds apart. */
export function groupFaults(rows: readonly QuarantineRow[]): FaultGroup[] {
  const groups = new Map<string, QuarantineRow[]>();
  for (const row of rows) {
    const known = groups.get(faultKey(row));
    if (known) known.push(row);
    else groups.set(faultKey(row), [row]);
  }
  return [...groups]
    .flatMap(([key, members]) => {
      const [first] = members;
      if (!first) return [];
      const { dataset, column_name, reason_code, reason_zh, reason_en } = first;
      const files = new Set(members.map((row) => row.file_id)).size;
      return [
        {
          key,
          dataset,
          column_name,
          reason_code,
          reason_zh,
          reason_en,
          faults: members.length,
          files,
        },
      ];
    })
    .sort((first, second) => second.faults - first.faults || (first.key < second.key ? -1 : 1));
}
