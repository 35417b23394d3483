import { DuckDBInstance } from '@duckdb/node-api';
import { expect, onTestFinished, test } from 'vitest';
import { BrokenOff } from '../../../pipeline/server/arrow/index.ts';
import { arrowStream } from '../../../pipeline/server/index.ts';

async function rowsRead(sql: string): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:');
  onTestFinished(() => instance.closeSync());
  const connection = await instance.connect();
  let bytes = 0;
  for await (const piece of arrowStream(await connection.stream(sql))) bytes += piece.length;
  return bytes;
}

test('a result that fails after many rows is not taken for a short one', async () => {
  const sql = (bad: string) =>
    `select if(range < 200000, range::varchar, '${bad}')::bigint from range(200001)`;
  await expect(rowsRead(sql('x'))).rejects.toBeInstanceOf(BrokenOff);
  expect(await rowsRead(sql('7'))).toBeGreaterThan(200_001 * 8);
});
