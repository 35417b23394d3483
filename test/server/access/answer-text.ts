import { tableFromIPC } from 'apache-arrow';
import { unzipSync } from '../../fixtures/unzip.ts';

/** Texts of an answer, whatever its form. */
export function textOf(answer: { rawPayload: Buffer; headers: Record<string, unknown> }): string {
  const type = String(answer.headers['content-type']);
  if (type.includes('arrow'))
    return JSON.stringify(tableFromIPC(answer.rawPayload).toArray(), (_key, value: unknown) =>
      typeof value === 'bigint' ? Number(value) : value,
    );
  if (type.includes('spreadsheet')) return unzipSync(answer.rawPayload);
  return answer.rawPayload.toString('utf8');
}
