import { Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow';
import { vi } from 'vitest';

export const SNAPSHOT = '20261103T020000-1a2b3c4d';

/** A table with no rows and the named text columns. */
export const noRows = (...columns: string[]): Table =>
  new Table(
    Object.fromEntries(columns.map((name) => [name, vectorFromArray<Utf8>([], new Utf8())])),
  );

/** A table of texts, a row an object. */
export const texts = (rows: readonly Readonly<Record<string, string | null>>[]): Table =>
  new Table(
    Object.fromEntries(
      Object.keys(rows[0] ?? {}).map((name) => [
        name,
        vectorFromArray(
          rows.map((row) => row[name] ?? null),
          new Utf8(),
        ),
      ]),
    ),
  );

/** Nobody signs in, as on the machine that the server runs on. */
const atThisMachine = {
  reader: {
    name: 'local',
    label: '本机',
    role: 'admin',
    scope: 'district',
    via: 'open',
    personal: true,
    bureau: true,
    must_change: false,
  },
  may: ['GET /api/plan', 'POST /api/sql'],
  ways: { password: false, oidc: null },
};

/**
 * Answers the page's questions in place of the server, byte for byte as it would.
 * @param tables by name of query; any other name gets the server's 404
 * @param snapshot its id; another one than before makes the page forget what it was answered
 * @param scope what of the district the reader sees
 * @returns the addresses that were asked, as they come in
 */
export function answerQueries(
  tables: Readonly<Record<string, Table>>,
  months: readonly [string, string] = ['2026-08', '2026-10'],
  snapshot = SNAPSHOT,
  scope = 'district',
): string[] {
  const { reader } = atThisMachine;
  const told = { ...atThisMachine, reader: { ...reader, scope } };
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string): Promise<Response> => {
    asked.push(url);
    if (url === '/api/health') {
      return Promise.resolve(
        Response.json({
          snapshot_id: snapshot,
          month: months[1],
          policy_version: 'test-1',
          published_at: '2026-11-03T02:00:00Z',
          months,
        }),
      );
    }
    if (url.startsWith('/api/session')) return Promise.resolve(Response.json(told));
    const name = new URL(url, window.location.href).pathname.replace('/api/query/', '');
    const table = tables[name];
    if (!table) {
      const error = { code: 'unknown_query', message: `没有查询 ${name}`, where: null, hint: null };
      return Promise.resolve(Response.json({ error }, { status: 404 }));
    }
    return Promise.resolve(
      new Response(new Uint8Array(tableToIPC(table)), {
        headers: { etag: `"${snapshot}-${name}-"` },
      }),
    );
  });
  return asked;
}
