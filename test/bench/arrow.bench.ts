import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import {
  Bool,
  DateDay,
  Float64,
  Int32,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  vectorFromArray,
  type DataType,
} from 'apache-arrow';
import { arrowStream } from '../../pipeline/server/index.ts';
import { inTurns, type Bench } from './measure.ts';

const ROWS = 100_000;
const ROUNDS = 9;

/** A month's decisions as pages get them: codes, a name, a sentence, numbers, a date, nulls. */
const SQL = `select
  'XA' || lpad((i % 3200)::varchar, 4, '0') as unit_code,
  '临河第' || (i % 3200) || '实验小学' as unit_name,
  date '2023-11-01' + (i // 3200)::integer as month,
  case i % 4 when 0 then 'red' when 1 then 'orange' when 2 then 'yellow' else 'blue' end as tier,
  case when i % 3 = 0 then 'intensified' else 'full_checkup' end as regime,
  (hash(i) % 10000) / 100.0::double as score,
  case when i % 7 <> 0 then (hash(i, 1) % 10000) / 100.0::double end as points,
  (i % 12)::integer as open_hazards,
  (hash(i, 2) % 40)::integer as days,
  i % 5 = 0 as held,
  case when i % 11 <> 0 then '有 ' || (i % 9) || ' 条隐患超过整改期限仍未销号' end as reason
from range(${ROWS}) t(i)`;

const text = new Utf8();
const types: readonly DataType[] = [
  text,
  text,
  new DateDay(),
  text,
  text,
  new Float64(),
  new Float64(),
  new Int32(),
  new Int32(),
  new Bool(),
  text,
];

async function fromChunks(connection: DuckDBConnection): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of arrowStream(await connection.stream('from decisions')))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The usual way: columns of JavaScript values, then Arrow's builders. */
async function fromColumns(connection: DuckDBConnection): Promise<Uint8Array> {
  const result = await connection.run('from decisions');
  const names = result.columnNames();
  const columns = await result.getColumnsJS();
  const vectors = columns.map((values, index) => [
    names[index] ?? '',
    vectorFromArray(values, types[index] ?? text),
  ]);
  return tableToIPC(new Table(Object.fromEntries(vectors)), 'stream');
}

/** Query → Arrow of 100,000 rows. */
export const arrowBench: Bench = {
  name: 'arrow',
  about: `A query's answer of ${ROWS.toLocaleString('en')} rows and ${types.length} columns (six of text, one date, nulls) as an Arrow stream: from DuckDB's column chunks (\`pipeline/server/arrow\`), against \`getColumnsJS\` and Arrow's own builders.`,
  async run() {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    try {
      await connection.run(`create table decisions as ${SQL}`);
      const [own, usual] = [
        tableFromIPC(await fromChunks(connection)),
        tableFromIPC(await fromColumns(connection)),
      ];
      if (JSON.stringify(own.get(ROWS - 1)) !== JSON.stringify(usual.get(ROWS - 1)))
        throw new Error('the two routes disagree');
      const chunks = () => fromChunks(connection);
      return [
        {
          key: 'arrow_ratio',
          label: 'query → Arrow, 100k rows / by getColumnsJS and builders',
          aim: 0.5,
          ...(await inTurns(ROUNDS, chunks, () => fromColumns(connection))),
        },
        {
          key: 'arrow_ratio_columns',
          label: 'query → Arrow, 100k rows / getColumnsJS alone, no Arrow made',
          ...(await inTurns(ROUNDS, chunks, async () =>
            (await connection.run('from decisions')).getColumnsJS(),
          )),
        },
      ];
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  },
};
