import { randomUUID } from 'node:crypto';

/** What an analyst's statement came to. */
export interface Answered {
  readonly status: number;
  readonly bytes: number;
  readonly milliseconds: number;
  /** To the first bytes. */
  readonly first: number;
  /** Code of the error, or `cut off` where the answer broke in its midst. */
  readonly error: string | undefined;
}

/** Statements that keep a processor busy for many seconds. */
export const heavy: readonly string[] = [
  'select count(*) from range(10000000) a, range(10000000) b where a.range * b.range % 7 = 3',
  "select count(*) from range(2000000000) where md5(range::varchar) like '%000000%'",
  'select a.unit_code, count(*) from marts.unit_month a, marts.unit_month b, marts.unit_month c where a.score < b.score and b.score < c.score group by all',
  'select sum(sin(range) ^ cos(range)) from range(100000000000)',
];

/** Statements as analysts ask them. */
export const usual: readonly string[] = [
  'select area, tier, count(*) from marts.unit_month group by all order by all',
  'from facts.hazard order by found_date desc limit 1000',
  "select date_trunc('month', found_date) as month, severity, count(*) from facts.hazard group by all",
  'summarize marts.unit_month',
  'select unit_code, month, score, avg(score) over (partition by unit_code order by month rows 5 preceding) from marts.unit_month',
  'select u.unit_name, count(h.hazard_number) from facts.unit u left join facts.hazard h using (unit_code) group by all order by 2 desc',
  'select * from facts.hazard a join facts.hazard b using (unit_code) limit 50000',
];

export const headersOf = (reader: string) => ({
  'content-type': 'application/json',
  'x-xiaoan': '1',
  'x-bench-reader': reader,
});

/** Asks the console, and reads the answer to its end. */
export async function askConsole(
  url: string,
  reader: string,
  sql: string,
  signal?: AbortSignal,
): Promise<Answered> {
  const started = performance.now();
  const response = await fetch(`${url}/api/sql`, {
    method: 'POST',
    headers: headersOf(reader),
    body: JSON.stringify({ id: randomUUID(), sql, parameters: {} }),
    ...(signal && { signal }),
  });
  const since = () => performance.now() - started;
  if (!response.ok || !response.body) {
    const { error } = (await response.json()) as { error: { code: string } };
    return {
      status: response.status,
      bytes: 0,
      milliseconds: since(),
      first: since(),
      error: error.code,
    };
  }
  let bytes = 0;
  let first = 0;
  let error: string | undefined;
  try {
    for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
      first ||= since();
      bytes += piece.length;
    }
  } catch {
    error = 'cut off';
  }
  return { status: response.status, bytes, milliseconds: since(), first, error };
}
