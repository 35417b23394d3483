import { readMarker } from './correction/marker.ts';
import type { LedgerRow } from './ledger.ts';
import type { Loaded } from './load-content.ts';
import type { ReceivedFile } from './received.ts';

/**
 * What the ledger says of a file that was loaded, but for when.
 * @param rowsOdd how many of its accepted rows are odd
 */
export function outcomeOf(
  { file, sender }: { readonly file: ReceivedFile; readonly sender?: string | undefined },
  receivedAt: string,
  { counts, mapping, failure }: Loaded,
  rowsOdd: number,
): Omit<LedgerRow, 'loaded_at' | 'first_loaded_at' | 'readable_from'> {
  const quarantined = counts.rows_in - counts.rows_accepted;
  return {
    file_id: file.id,
    file_name: file.name,
    file_kind: file.kind ?? null,
    encoding: file.content?.encoding ?? file.plain?.encoding ?? null,
    size_bytes: file.size,
    sender: sender ?? null,
    received_at: receivedAt,
    mapping: mapping ?? null,
    status: failure ? 'rejected' : quarantined > 0 ? 'partly' : 'loaded',
    rows_in: counts.rows_in,
    rows_accepted: counts.rows_accepted,
    rows_quarantined: quarantined,
    rows_skipped: counts.rows_skipped,
    rows_superseded: counts.rows_superseded,
    error_code: failure?.code ?? null,
    error_zh: failure?.text.zh ?? null,
    error_en: failure?.text.en ?? null,
    replaces: readMarker(file.content?.sheets ?? [])?.replaces ?? null,
    archive: file.archive ?? null,
    rows_warned: rowsOdd,
  };
}
