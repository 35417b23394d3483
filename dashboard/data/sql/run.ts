import { RecordBatchReader, type RecordBatch, type Schema } from 'apache-arrow';
import type { SqlParameters } from './api.ts';
import { send } from './send.ts';

export interface RunOptions {
  /** Chosen by the page; names the run when its state is asked or it is cancelled. */
  readonly id: string;
  /** One statement. */
  readonly sql: string;
  readonly parameters: SqlParameters;
  readonly signal: AbortSignal;
  /** Told the columns before the first row. */
  readonly onSchema: (schema: Schema, rowLimit: number | null) => void;
  /** Told each batch of rows as it arrives. */
  readonly onBatch: (batch: RecordBatch) => void;
}

/**
 * Runs a statement and hands over its rows as they come. Resolves when the stream has ended.
 * @throws SqlError for what was refused before the first row; DOMException `AbortError` once aborted;
 * whatever the stream breaks with when it is cut: then the run's state says why
 */
export async function runQuery(options: RunOptions): Promise<void> {
  const { id, sql, parameters, signal } = options;
  const response = await send('/api/sql', {
    method: 'POST',
    body: { id, sql, parameters },
    signal,
  });
  const limit = Number(response.headers.get('x-xiaoan-row-limit'));
  const body = response.body?.getReader();
  if (!body) return;
  const reader = await RecordBatchReader.from(pieces(body));
  await reader.open();
  options.onSchema(reader.schema, limit > 0 ? limit : null);
  for await (const batch of reader) options.onBatch(batch);
  // Arrow stops at its own mark of the end. Without the rest the server takes us for gone, and cancels.
  while (!(await body.read()).done);
}

/** Pieces of a body; who stops asking for them does not close it, as iterating the body itself would. */
async function* pieces(
  body: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  for (let next = await body.read(); !next.done; next = await body.read()) yield next.value;
}
