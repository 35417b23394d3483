import type { DuckDBConnection } from '@duckdb/node-api';
import type { Locale } from '../contracts/index.ts';
import { faultsOf, type FileOutcome } from '../intake/index.ts';
import type { FileReason, FileReport } from '../server/index.ts';

/** Cells named of each kind of fault. */
const CELLS = 5;

/** Where a fault is that no cell is to blame for. */
const ROW = { zh: (row: number) => `第 ${row} 行`, en: (row: number) => `row ${row}` };

/** Faults that say the same of the same column, whatever the cell says. */
function reasonsOf(
  faults: Awaited<ReturnType<typeof faultsOf>>,
  locale: Locale,
): readonly FileReason[] {
  const groups = new Map<string, FileReason>();
  for (const { kind, sheet, row, letters, reason } of faults) {
    const words = reason[locale];
    const spot = letters ? `${letters}${row}` : ROW[locale](row);
    const cell = sheet ? `${sheet} ${spot}` : spot;
    const known = groups.get(`${kind} ${words}`);
    groups.set(`${kind} ${words}`, {
      kind,
      reason: words,
      faults: (known?.faults ?? 0) + 1,
      cells: [...(known?.cells ?? []), cell].slice(0, CELLS),
    });
  }
  return [...groups.values()].sort(
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
      failure?.body(locale).error ??
      (stored === null
        ? null
        : { code: outcome.error_code ?? '', message: stored, where: null, hint: null }),
    reasons: reasonsOf(await faultsOf(connection, outcome.file_id), locale),
  };
}
