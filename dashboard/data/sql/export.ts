import type { SqlParameters } from './api.ts';
import { newId } from './id.ts';
import { send } from './send.ts';

export const exportFormats = ['csv', 'xlsx', 'parquet', 'arrow', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Rows that a sheet of Excel holds below its header. */
export const XLSX_ROWS = 1_048_575;

/** A query's answer as a file, and whether the cap on rows cut it. */
export interface ExportedFile {
  readonly name: string;
  readonly content: Blob;
  readonly truncated: boolean;
}

/** Has a query's answer written as a file. Throws a SqlError; aborted, a DOMException `AbortError`. */
export async function exportQuery(
  format: ExportFormat,
  sql: string,
  parameters: SqlParameters,
  signal: AbortSignal,
): Promise<ExportedFile> {
  const response = await send(`/api/sql/export/${format}`, {
    method: 'POST',
    body: { id: newId(), sql, parameters },
    signal,
  });
  return {
    name: nameOf(response.headers.get('content-disposition')) ?? `xiaoan-sql.${format}`,
    content: await response.blob(),
    truncated: response.headers.get('x-xiaoan-truncated') === '1',
  };
}

/** The file name of a `content-disposition`, the encoded one first. */
function nameOf(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (encoded !== undefined) {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return undefined;
    }
  }
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1];
}
