import type { QuarantineRow } from './rows.ts';

/** All faults of one kind: the same reason in the same column of the same dataset. */
export interface FaultGroup {
  /** `dataset.column.reason`, as the address holds it. */
  readonly key: string;
  readonly dataset: string;
  readonly column_name: string;
  readonly reason_code: string;
  /** What their words have in common. */
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

/** Neither numbers nor what is quoted is cut: rows 12 and 13 do not share a 1. */
const PIECES = /(?<=“)[^”]+(?=”)|(?<=")[^"]+(?=")|\d+|./gsu;

/** The words that sentences share at both ends, "…" for what differs between. */
export function sharedWords(sentences: readonly string[]): string {
  const [first = [], ...others] = [...new Set(sentences)].map((words) => words.match(PIECES) ?? []);
  if (others.length === 0) return first.join('');
  const shortest = Math.min(first.length, ...others.map(({ length }) => length));
  let head = 0;
  while (head < shortest && others.every((words) => words[head] === first[head])) head += 1;
  let tail = 0;
  while (
    tail < shortest - head &&
    others.every((words) => words.at(-1 - tail) === first.at(-1 - tail))
  )
    tail += 1;
  return `${first.slice(0, head).join('')}…${first.slice(first.length - tail).join('')}`;
}

/** Counts faults by kind, the most frequent first. The words of a reason may quote cells and rows, so they do not tell kinds apart. */
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
      const { dataset, column_name, reason_code } = first;
      const files = new Set(members.map((row) => row.file_id)).size;
      return [
        {
          key,
          dataset,
          column_name,
          reason_code,
          reason_zh: sharedWords(members.map(({ reason_zh: words }) => words)),
          reason_en: sharedWords(members.map(({ reason_en: words }) => words)),
          faults: members.length,
          files,
        },
      ];
    })
    .sort((first, second) => second.faults - first.faults || (first.key < second.key ? -1 : 1));
}
