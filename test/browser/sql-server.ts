import { RecordBatchStreamWriter, Table, tableToIPC, type RecordBatch } from 'apache-arrow';
import { vi } from 'vitest';
import { noRows, SNAPSHOT } from './fake-server.ts';

/** A run as the page asked for it. */
export interface AskedRun {
  readonly id: string;
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string | null>>;
}

/** What the server answers a run with: rows, in as many batches as they have, or its error shape. */
export type RunAnswer =
  | { readonly table: Table; readonly truncated?: boolean }
  | {
      readonly status: number;
      readonly error: Readonly<Record<string, unknown>>;
    }
  | { readonly never: true };

/** What the console was asked, as it comes in. */
export interface ConsoleAsked {
  readonly runs: AskedRun[];
  readonly cancelled: string[];
  readonly plans: AskedRun[];
  readonly pins: Record<string, unknown>[];
  readonly saved: Record<string, unknown>[];
  readonly exports: { readonly format: string; readonly run: AskedRun }[];
}

const SCHEMA = {
  snapshot_id: SNAPSHOT,
  month: '2026-10',
  schemas: [
    {
      name: 'facts',
      tables: [
        {
          name: 'hazard',
          zh: '隐患',
          en: 'Hazards',
          rows: 516,
          columns: [
            column('unit_code', 'varchar', '单位代码', 'Unit code'),
            column('finder', 'varchar', '发现人', 'Finder', true),
          ],
        },
      ],
    },
    {
      name: 'marts',
      tables: [
        {
          name: 'unit_month',
          zh: '每个单位每月一行',
          en: 'One row per unit and month',
          rows: 360,
          columns: [column('score', 'double', '风险分', 'Score')],
        },
      ],
    },
  ],
  functions: [],
  limits: { rows: 1_000_000, seconds: 60, memory_mb: 1024, concurrent: 4 },
};

function column(name: string, type: string, zh: string, en: string, personal = false) {
  return { name, type, zh, en, personal, nullable: true };
}

/** Answers the console's questions in place of the server. */
export function answerConsole(answer: (run: AskedRun) => RunAnswer): ConsoleAsked {
  const asked: ConsoleAsked = {
    runs: [],
    cancelled: [],
    plans: [],
    pins: [],
    saved: [],
    exports: [],
  };
  const answers = new Map<string, RunAnswer>();
  const json = (body: unknown, status = 200): Response => Response.json(body, { status });

  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}): Promise<Response> => {
    const { pathname } = new URL(url, window.location.href);
    const method = init.method ?? 'GET';
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
    const last = pathname.split('/').at(-1) ?? '';
    if (pathname === '/api/health') {
      return json({
        snapshot_id: SNAPSHOT,
        month: '2026-10',
        policy_version: 'test-1',
        published_at: '2026-11-03T02:00:00Z',
        months: ['2026-08', '2026-10'],
      });
    }
    if (pathname === '/api/query/code') {
      const codes = noRows('list', 'code', 'label_zh', 'label_en');
      return new Response(new Uint8Array(tableToIPC(codes)));
    }
    if (pathname === '/api/sql/schema') return json(SCHEMA);
    if (pathname === '/api/sql/complete') return json({ from: 0, options: [] });
    if (pathname === '/api/sql/explain') {
      asked.plans.push(body as AskedRun);
      return json({ plan: 'SEQ_SCAN hazard' });
    }
    if (pathname === '/api/sql/saved') return json({ queries: asked.saved });
    if (pathname === '/api/sql/pins') return json({ pins: asked.pins });
    if (method === 'PUT') {
      const thing = { id: last, owner: 'local', mine: true, updated_at: '2026-11-03T02:00:00Z' };
      const kept = { ...thing, ...(body as object) };
      (pathname.includes('/pins/') ? asked.pins : asked.saved).push(kept);
      return json(kept);
    }
    if (pathname.startsWith('/api/sql/export/')) {
      asked.exports.push({ format: last, run: body as AskedRun });
      return new Response('name\r\n', {
        headers: {
          'content-disposition': 'attachment; filename="query.csv"',
          'x-xiaoan-truncated': '1',
        },
      });
    }
    if (pathname === '/api/sql') {
      const run = body as AskedRun;
      asked.runs.push(run);
      const found = answer(run);
      answers.set(run.id, found);
      if ('error' in found) return json({ error: found.error }, found.status);
      return new Response(
        'never' in found ? endless(init.signal ?? undefined) : stream(found.table),
        {
          headers: { 'x-xiaoan-row-limit': '1000000' },
        },
      );
    }
    if (pathname.startsWith('/api/sql/run/')) {
      if (method === 'DELETE') {
        asked.cancelled.push(last);
        return new Response(null, { status: 204 });
      }
      const found = answers.get(last);
      const truncated = found !== undefined && 'table' in found && found.truncated === true;
      return json({
        id: last,
        state: 'done',
        rows: 0,
        row_limit: 1_000_000,
        truncated,
        milliseconds: 1,
      });
    }
    return json({ error: { code: 'not_found', message: url, where: null, hint: null } }, 404);
  });
  return asked;
}

/** An Arrow stream that hands over a batch at a time. */
function stream(table: Table): ReadableStream<Uint8Array> {
  const batches: readonly RecordBatch[] = table.batches;
  const bytes = RecordBatchStreamWriter.writeAll(batches.length > 0 ? batches : table).toUint8Array(
    true,
  );
  const PIECE = 1 << 20;
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, (at += PIECE)));
    },
  });
}

/** A stream that says nothing, until it is aborted. */
function endless(signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      signal?.addEventListener('abort', () =>
        controller.error(new DOMException('aborted', 'AbortError')),
      );
    },
  });
}
