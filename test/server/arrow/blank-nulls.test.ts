import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromIPC } from 'apache-arrow';
import { expect, onTestFinished, test } from 'vitest';
import { arrowStream } from '../../../pipeline/server/index.ts';

const SECRET = 0x5ec2e7;

test.each([
  'tinyint',
  'integer',
  'bigint',
  'double',
  'hugeint',
  'decimal(18,2)',
  'date',
  'boolean',
])('what a mask hides in a column of type %s is not sent under the null', async (type) => {
  const instance = await DuckDBInstance.create(':memory:');
  onTestFinished(() => instance.closeSync());
  const connection = await instance.connect();
  const value = { tinyint: 94, boolean: 1 }[type] ?? SECRET;
  const hidden = type === 'date' ? `date '1970-01-01' + ${value}` : `${value}::${type}`;
  await connection.run(
    `create table own as select range as number, ${hidden} as secret from range(5001)`,
  );
  const masked = `select case when number % 3 = 0 then secret end as shown,
      nullif(secret, secret) as hidden, if(number < 0, secret, null) as never from own`;
  const pieces: Buffer[] = [];
  for await (const piece of arrowStream(await connection.stream(masked))) pieces.push(piece);
  const table = tableFromIPC(Buffer.concat(pieces));
  expect(table.numRows).toBe(5001);
  for (const name of ['shown', 'hidden', 'never'])
    for (const { values, length, nullCount } of table.getChild(name)?.data ?? []) {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      const present = length - nullCount;
      if (name !== 'shown') expect(bytes.every((byte) => byte === 0)).toBe(true);
      else if (type !== 'boolean')
        expect([...values].filter((one) => Number(one) !== 0)).toHaveLength(present);
    }
  expect(table.getChild('shown')?.nullCount).toBe(5001 - 1667);
});
