import type { FastifyInstance } from 'fastify';
import { contractOf, text, type Contract, type Locale } from '../contracts/index.ts';
import { HttpFailure } from './http-failure.ts';
import { requestLocale } from './locale.ts';

/** Makes the blank workbook of a dataset. */
export type MakeTemplate = (contract: Contract, locale: Locale) => Promise<Uint8Array>;

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** `GET /api/template/DATASET.xlsx`: the blank workbook that a unit fills in. */
export function registerTemplates(server: FastifyInstance, make: MakeTemplate): void {
  server.get<{ Params: { file: string } }>('/api/template/:file', async (request, reply) => {
    const dataset = /^(\w+)\.xlsx$/.exec(request.params.file)?.[1];
    const contract = dataset === undefined ? undefined : contractOf(dataset);
    if (!contract)
      throw new HttpFailure(
        404,
        'unknown_dataset',
        text(`没有空白表 ${request.params.file}`, `There is no template ${request.params.file}`),
      );
    const locale = requestLocale(request.headers['accept-language']);
    const name = `${contract.label[locale]}.xlsx`;
    return reply
      .type(XLSX)
      .header('cache-control', 'no-cache')
      .header('content-disposition', attachment(name))
      .send(Buffer.from(await make(contract, locale)));
  });
}

/** `Content-Disposition` of a download, its name in any script (RFC 6266). */
export const attachment = (name: string): string =>
  `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;
