import type { FastifyInstance } from 'fastify';
import { contractOf, text, type Contract, type Locale } from '../contracts/index.ts';
import { signedIn } from './access/rule.ts';
import { attachment, XLSX } from './download.ts';
import { HttpFailure } from './http-failure.ts';
import { wantedLocale } from './locale.ts';

/** Makes the blank workbook of a dataset. */
export type MakeTemplate = (contract: Contract, locale: Locale) => Promise<Uint8Array>;

/** `GET /api/template/DATASET.xlsx?lang=zh|en`: the blank workbook that a unit fills in. */
export function registerTemplates(server: FastifyInstance, make: MakeTemplate): void {
  server.get<{ Params: { file: string }; Querystring: { lang?: unknown } }>(
    '/api/template/:file',
    { config: { access: signedIn } },
    async (request, reply) => {
      const dataset = /^(\w+)\.xlsx$/.exec(request.params.file)?.[1];
      const contract = dataset === undefined ? undefined : contractOf(dataset);
      if (!contract)
        throw new HttpFailure(
          404,
          'unknown_dataset',
          text(`没有空白表 ${request.params.file}`, `There is no template ${request.params.file}`),
        );
      const locale = wantedLocale(request.query.lang, request.headers['accept-language']);
      const name = `${contract.label[locale]}.xlsx`;
      return reply
        .type(XLSX)
        .header('cache-control', 'no-cache')
        .header('content-disposition', attachment(name))
        .send(Buffer.from(await make(contract, locale)));
    },
  );
}
