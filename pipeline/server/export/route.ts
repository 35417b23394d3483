import type { FastifyInstance } from 'fastify';
import { text, type Locale } from '../../contracts/index.ts';
import { answer, type WritePieces } from '../answer.ts';
import type { AuditLog } from '../../access/audit.ts';
import { readerOf, sightFor } from '../access/gate.ts';
import { ownRows } from '../access/rule.ts';
import { attachment, XLSX } from '../download.ts';
import { HttpFailure } from '../http-failure.ts';
import { wantedLocale } from '../locale.ts';
import { bindParameters } from '../named-query.ts';
import { queryNamed } from '../query-route.ts';
import type { SnapshotHolder } from '../snapshot-holder.ts';
import { csvPieces } from './csv.ts';
import { readSheet, type Sheet } from './sheet.ts';
import { xlsxPieces } from './xlsx.ts';

interface Format {
  readonly type: string;
  readonly write: (sheet: Sheet, title: string) => AsyncGenerator<string | Uint8Array>;
}

const formats: Readonly<Record<string, Format>> = {
  csv: { type: 'text/csv; charset=utf-8', write: csvPieces },
  xlsx: { type: XLSX, write: xlsxPieces },
};

/** `hazard.csv` → the query's name and the format of the file. */
function parseFile(file: string): { name: string; extension: string; format: Format } {
  const [, name = '', extension = ''] = /^(\w+)\.(csv|xlsx)$/.exec(file) ?? [];
  const format = formats[extension];
  if (format) return { name, extension, format };
  throw new HttpFailure(
    404,
    'unknown_format',
    text(`没有文件 ${file}`, `There is no file ${file}`),
    { hint: text('地址应为 查询名.csv 或 查询名.xlsx', 'Ask for NAME.csv or NAME.xlsx') },
  );
}

/**
 * `GET /api/export/NAME.csv|xlsx?param=&lang=zh|en`: a named query as a file for people. `lang` says the
 * language of header and words; without it, the browser's.
 */
export function registerExports(
  server: FastifyInstance,
  holder: SnapshotHolder,
  audit?: AuditLog,
): void {
  server.get<{ Params: { file: string }; Querystring: Record<string, unknown> }>(
    '/api/export/:file',
    { exposeHeadRoute: false, config: { access: ownRows } },
    async (request, reply) => {
      const { name, extension, format } = parseFile(request.params.file);
      const query = queryNamed(name);
      const { lang, ...given } = request.query;
      const locale: Locale = wantedLocale(lang, request.headers['accept-language']);
      const values = bindParameters(query, given);
      const question = { query, values, variant: `${extension} ${locale}` };
      const note = (rows: number): void => {
        const told = { who: readerOf(request).name, address: request.ip, what: request.url, rows };
        audit?.record({ event: 'export', ...told });
        if (query.personal && sightFor(request).personal)
          audit?.record({ event: 'personal_access', ...told });
      };
      const write: WritePieces = async (run, lease) => {
        const title = query.title[locale];
        reply
          .type(format.type)
          .header('vary', 'accept-language')
          .header('content-disposition', attachment(`${title}_${lease.ref.month}.${extension}`));
        return format.write(await readSheet(lease, query, run, locale), title);
      };
      return answer(holder, request, reply, question, write, { given: note });
    },
  );
}
