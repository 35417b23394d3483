import type { FastifyInstance } from 'fastify';
import { text, type Locale } from '../contracts/index.ts';
import { formFields } from '../contracts/forms/safety-month-table.ts';
import { safetyMonthWorkbook, type Tally } from '../contracts/forms/safety-month-workbook.ts';
import type { AuditLog } from '../access/audit.ts';
import { readerOf, sightFor } from './access/gate.ts';
import { ownRows } from './access/rule.ts';
import { doubtSheet, sourceSheet, type SourceRow } from './campaign-form-sheets.ts';
import { attachment, XLSX } from './download.ts';
import { HttpFailure } from './http-failure.ts';
import { wantedLocale } from './locale.ts';
import { bindParameters } from './named-query.ts';
import { queryNamed } from './query-route.ts';
import type { SnapshotHolder } from './snapshot-holder.ts';

const words = {
  form: text('安全生产月统计表汇总', 'Safety month added up'),
  bureau: text('教育局（汇总）', 'Education bureau, added up'),
} as const;

/**
 * `GET /api/campaigns/safety-month.xlsx?month=&day=&lang=`: the safety month's table added up over all that
 * reported (rules C3, W2), in the form's own layout; behind it every cell's sources, and where a parent's
 * number is less than its members'.
 */
export function registerCampaignForm(
  server: FastifyInstance,
  holder: SnapshotHolder,
  audit?: AuditLog,
): void {
  server.get<{ Querystring: { month?: unknown; lang?: unknown } }>(
    '/api/campaigns/safety-month.xlsx',
    { exposeHeadRoute: false, config: { access: ownRows } },
    async (request, reply) => {
      const { lang, ...given } = request.query;
      const locale = wantedLocale(lang, request.headers['accept-language']);
      const query = queryNamed('safety_month_source');
      const values = bindParameters(query, given);
      const lease = await holder.lease(sightFor(request));
      try {
        const found = await lease.connection.runAndReadAll(query.sql, { ...values });
        const rows = found.getRowObjectsJS() as unknown as SourceRow[];
        if (rows.length === 0)
          throw new HttpFailure(
            404,
            'no_tables',
            text('这个月没有收到统计表', 'No table was received for that month'),
          );
        const bytes = await rolledUp(rows, locale);
        const told = { who: readerOf(request).name, address: request.ip, what: request.url };
        audit?.record({ event: 'export', ...told, rows: rows.length });
        return await reply
          .type(XLSX)
          .header('cache-control', 'private, no-cache')
          .header('content-disposition', attachment(`${words.form[locale]}.xlsx`))
          .send(Buffer.from(bytes));
      } finally {
        lease.release();
      }
    },
  );
}

function rolledUp(rows: readonly SourceRow[], locale: Locale): Promise<Uint8Array> {
  const counted = rows.filter((row) => row.is_counted);
  const tables = new Map(counted.map((row) => [row.unit_code, row.units_covered]));
  return safetyMonthWorkbook(
    locale,
    {
      unit: words.bureau[locale],
      unitsCovered: [...tables.values()].reduce((sum, units) => sum + units, 0),
      day: '',
      values: new Map(formFields.map(({ name }) => [name, added(counted, name)])),
    },
    [sourceSheet(rows, locale), doubtSheet(rows, locale)],
  );
}

/** Numbers add, yes and no are counted, texts are listed, each once. */
function added(rows: readonly SourceRow[], field: string): number | string | Tally {
  const own = rows.filter((row) => row.field === field);
  const kind = formFields.find(({ name }) => name === field)?.kind;
  if (kind === 'number') return own.reduce((sum, row) => sum + (row.field_number ?? 0), 0);
  if (kind === 'yes_no')
    return {
      yes: own.filter((row) => row.field_yes === true).length,
      no: own.filter((row) => row.field_yes === false).length,
    };
  const said = own.flatMap((row) => (row.field_text ?? '').split(/[、,，;；]/u));
  return [...new Set(said.map((each) => each.trim()).filter(Boolean))].join('、');
}
