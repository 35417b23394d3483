import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { text } from '../../contracts/index.ts';
import { attachment, XLSX } from '../download.ts';
import { HttpFailure } from '../http-failure.ts';
import { requestLocale } from '../locale.ts';
import { ARROW_STREAM } from '../query-route.ts';
import { ASKING, nameOf, type SqlRoutes } from './asker.ts';
import { sqlFormats, type SqlFormat } from './console.ts';
import { bodyOf, idIn, SQL_BODY_BYTES, statementIn } from './input.ts';
import { ROW_LIMIT } from './run-routes.ts';

/** Header that says that rows were cut off. */
const TRUNCATED = 'x-xiaoan-truncated';

const types: Readonly<Record<SqlFormat, { readonly type: string; readonly extension: string }>> = {
  arrow: { type: ARROW_STREAM, extension: 'arrows' },
  csv: { type: 'text/csv; charset=utf-8', extension: 'csv' },
  json: { type: 'application/json; charset=utf-8', extension: 'json' },
  parquet: { type: 'application/vnd.apache.parquet', extension: 'parquet' },
  xlsx: { type: XLSX, extension: 'xlsx' },
};

const title = text('查询结果', 'query');

/** `POST /api/sql/export/FORMAT`: an answer as a file, all of it or an error. */
export function registerExport(server: FastifyInstance, { console }: SqlRoutes): void {
  server.post<{ Params: { format: string } }>(
    '/api/sql/export/:format',
    { bodyLimit: SQL_BODY_BYTES, compress: false, config: { access: ASKING } },
    async (request, reply) => {
      const format = sqlFormats.find((one) => one === request.params.format);
      if (!format) throw unknownFormat(request.params.format);
      const body = bodyOf(request.body);
      const query = { id: idIn(body['id']), ...statementIn(body), address: request.ip };
      const reader = nameOf(request);
      reply.raw.once('close', () => console.cancel(reader, query.id));
      const answer = await console.query(reader, { ...query, format, whole: true });
      const name = title[requestLocale(request.headers['accept-language'])];
      const { type, extension } = types[format];
      if (answer.truncated) reply.header(TRUNCATED, '1');
      return reply
        .type(type)
        .header('cache-control', 'no-store')
        .header(ROW_LIMIT, String(answer.rowLimit))
        .header('content-disposition', attachment(`${name}.${extension}`))
        .send(Readable.from(answer.pieces, { objectMode: false }));
    },
  );
}

const unknownFormat = (format: string): HttpFailure =>
  new HttpFailure(
    404,
    'unknown_format',
    text(`没有格式 ${format}`, `There is no format ${format}`),
    { hint: text(`可用：${sqlFormats.join('、')}`, `Formats: ${sqlFormats.join(', ')}`) },
  );
