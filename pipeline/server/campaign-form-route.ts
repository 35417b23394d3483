import type { FastifyInstance } from 'fastify';
import type { CellValue, WriteSheet } from 'hucre/xlsx';
import { text, type Locale } from '../contracts/index.ts';
import { formFields } from '../contracts/forms/safety-month-table.ts';
import {
  formRowOf,
  safetyMonthWorkbook,
  type Tally,
} from '../contracts/forms/safety-month-workbook.ts';
import type { AuditLog } from '../access/audit.ts';
import { readerOf, sightFor } from './access/gate.ts';
import { ownRows } from './access/rule.ts';
import { attachment, XLSX } from './download.ts';
import { HttpFailure } from './http-failure.ts';
import { wantedLocale } from './locale.ts';
import { bindParameters } from './named-query.ts';
import { queryNamed } from './query-route.ts';
import type { SnapshotHolder } from './snapshot-holder.ts';

interface SourceRow {
  readonly field: string;
  readonly unit_code: string;
  readonly unit_name: string;
  readonly is_counted: boolean;
  readonly units_covered: number;
  readonly field_number: number | null;
  readonly field_text: string | null;
  readonly field_yes: boolean | null;
  readonly members: number | null;
  readonly members_number: number | null;
  readonly disagrees: boolean;
  readonly file_name: string | null;
  readonly sheet: string | null;
  readonly row_number: number;
}

const words = {
  sources: text('来源', 'Sources'),
  warnings: text('上下级不符', 'Disagreements'),
  form: text('安全生产月统计表汇总', 'Safety month added up'),
  bureau: text('教育局（汇总）', 'Education bureau, added up'),
  sourceHeader: {
    zh: ['格', '项目', '单位代码', '单位', '填报值', '是否计入', '文件', '工作表', '行'],
    en: ['Cell', 'Field', 'Unit code', 'Unit', 'Value', 'Counted', 'File', 'Sheet', 'Row'],
  },
  warningHeader: {
    zh: ['格', '项目', '单位代码', '单位', '上级填报', '所属单位数', '所属合计'],
    en: ['Cell', 'Field', 'Unit code', 'Unit', 'Parent', 'Members', 'Sum of members'],
  },
  counted: { zh: ['计入', '已由上级汇总'], en: ['counted', 'in the parent’s'] },
} as const;

const labels = new Map(formFields.map(({ name, label }) => [name, label]));

/**
 * `GET /api/campaigns/safety-month.xlsx?month=&lang=`: the safety month's table added up over all that
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
    [sources(rows, locale), warnings(rows, locale)],
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

/** The cell of the form that a field stands in. */
const cellOf = (field: string): string => `D${formRowOf(field)}`;

function sources(rows: readonly SourceRow[], locale: Locale): WriteSheet {
  const [yes, no] = words.counted[locale];
  return {
    name: words.sources[locale],
    columns: [6, 22, 14, 28, 14, 12, 40, 18, 6].map((width) => ({ width })),
    freezePane: { rows: 1 },
    rows: [
      [...words.sourceHeader[locale]],
      ...rows.map((row): CellValue[] => [
        cellOf(row.field),
        labels.get(row.field)?.[locale] ?? row.field,
        row.unit_code,
        row.unit_name,
        row.field_number ?? row.field_text ?? (row.field_yes === null ? null : row.field_yes),
        row.is_counted ? yes : no,
        row.file_name,
        row.sheet,
        row.row_number,
      ]),
    ],
  };
}

function warnings(rows: readonly SourceRow[], locale: Locale): WriteSheet {
  return {
    name: words.warnings[locale],
    columns: [6, 22, 14, 28, 12, 12, 14].map((width) => ({ width })),
    freezePane: { rows: 1 },
    rows: [
      [...words.warningHeader[locale]],
      ...rows
        .filter(({ disagrees }) => disagrees)
        .map((row): CellValue[] => [
          cellOf(row.field),
          labels.get(row.field)?.[locale] ?? row.field,
          row.unit_code,
          row.unit_name,
          row.field_number,
          row.members,
          row.members_number,
        ]),
    ],
  };
}
