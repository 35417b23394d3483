import type { DuckDBConnection } from '@duckdb/node-api';
import type { Locale } from '../../contracts/index.ts';
import { faultsOf, type FileOutcome } from '../../intake/index.ts';
import type { FileReason, FileReport } from '../../server/index.ts';

/** Cells named of each kind of fault. */
const CELLS = 5;

/** Neither numbers nor what is quoted is cut: rows 12 and 13 do not share a 1. */
const PIECES = /(?<=“)[^”]+(?=”)|(?<=")[^"]+(?=")|\d+|./gsu;

/** The words that sentences share at both ends, "…" for what differs between. */
function sharedWords(sentences: readonly string[]): string {
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

/** Where a fault is that no cell is to blame for. */
const ROW = { zh: (row: number) => `第 ${row} 行`, en: (row: number) => `row ${row}` };

type Fault = Awaited<ReturnType<typeof faultsOf>>[number];

/** Errors are told apart by their words, which name the cell's content; warnings by what they are about. */
const groupOf = ({ kind, dataset, column, code, reason }: Fault, locale: Locale): string =>
  kind === 'error' ? `error ${reason[locale]}` : `warning ${dataset} ${column} ${code}`;

/** Faults that say the same of the same column, whatever the cell says. */
function reasonsOf(faults: readonly Fault[], locale: Locale): readonly FileReason[] {
  const groups = new Map<string, Fault[]>();
  for (const fault of faults) {
    const key = groupOf(fault, locale);
    const known = groups.get(key);
    if (known) known.push(fault);
    else groups.set(key, [fault]);
  }
  const reasons = [...groups.values()].flatMap((members): FileReason[] => {
    const [first] = members;
    if (!first) return [];
    const cells = members.slice(0, CELLS).map(({ sheet, row, letters }) => {
      const spot = letters ? `${letters}${row}` : ROW[locale](row);
      return sheet ? `${sheet} ${spot}` : spot;
    });
    const reason = sharedWords(members.map((fault) => fault.reason[locale]));
    return [{ kind: first.kind, reason, faults: members.length, cells }];
  });
  return reasons.sort(
    (one, other) =>
      Number(one.kind === 'warning') - Number(other.kind === 'warning') ||
      other.faults - one.faults,
  );
}

/** What became of a file, for whoever sent it. */
export async function reportOf(
  connection: DuckDBConnection,
  outcome: FileOutcome,
  locale: Locale,
): Promise<FileReport> {
  const { failure, replaces } = outcome;
  const stored = outcome[`error_${locale}`];
  const known = replaces
    ? await connection.runAndReadAll('select file_name from intake.file where file_id = $id', {
        id: replaces,
      })
    : undefined;
  return {
    file_id: outcome.file_id,
    file_name: outcome.file_name,
    archive: outcome.archive,
    status: outcome.status,
    already_known: outcome.alreadyKnown,
    replaces: known?.getRows()[0]?.map(String)[0] ?? null,
    rows_in: outcome.rows_in,
    rows_accepted: outcome.rows_accepted,
    rows_quarantined: outcome.rows_quarantined,
    rows_warned: outcome.rows_warned,
    error:
      failure?.bodyForPages(locale).error ??
      (stored === null
        ? null
        : { code: outcome.error_code ?? '', message: stored, where: null, hint: null }),
    reasons: reasonsOf(await faultsOf(connection, outcome.file_id), locale),
  };
}
