import { text } from '../../contracts/index.ts';
import { HttpFailure } from '../http-failure.ts';
import type { PinDraft, QueryDraft, SqlStatement } from './console.ts';

/** Largest body of a request to the console: its longest statement, all of it Chinese, and parameters. */
export const SQL_BODY_BYTES = 512 * 1024;

const LONGEST_SQL = 100_000;
const LONGEST_VALUE = 10_000;
const MOST_PARAMETERS = 50;
const LARGEST_CHART = 20_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NAME = /^[\p{L}_][\p{L}\p{N}_]{0,99}$/u;

type Body = Readonly<Record<string, unknown>>;

/** @throws HttpFailure 400 where the body is no JSON object */
export function bodyOf(body: unknown): Body {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Body;
  throw bad('body', '应为 JSON 对象', 'must be a JSON object');
}

/** @throws HttpFailure 400 for what is no UUID */
export function idIn(value: unknown): string {
  if (typeof value === 'string' && UUID.test(value)) return value.toLowerCase();
  throw bad('id', '应为 UUID', 'must be a UUID');
}

/** @throws HttpFailure 400 for a statement or parameters of another shape, or too long */
export function statementIn(body: Body): SqlStatement {
  return { sql: textIn(body, 'sql', LONGEST_SQL), parameters: parametersIn(body['parameters']) };
}

function parametersIn(given: unknown): Record<string, string | null> {
  if (given === undefined || given === null) return {};
  const entries = Object.entries(bodyOf(given));
  const right = entries.every(
    ([name, value]) =>
      NAME.test(name) &&
      (value === null || (typeof value === 'string' && value.length <= LONGEST_VALUE)),
  );
  if (!right || entries.length > MOST_PARAMETERS)
    throw bad(
      'parameters',
      `最多 ${MOST_PARAMETERS} 个，值为 ${LONGEST_VALUE} 字以内的文字或 null`,
      `at most ${MOST_PARAMETERS}, each a text of at most ${LONGEST_VALUE} characters or null`,
    );
  return Object.fromEntries(entries) as Record<string, string | null>;
}

/** @throws HttpFailure 400 */
export function textIn(body: Body, name: string, longest: number, least = 1): string {
  const value = body[name];
  if (typeof value === 'string' && value.length <= longest && value.trim().length >= least)
    return value;
  throw bad(
    name,
    `应为 ${longest} 字以内的文字`,
    `must be a text of at most ${longest} characters`,
  );
}

/** @throws HttpFailure 400 */
export function offsetIn(body: Body, name: string, most: number): number {
  const value = body[name];
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most)
    return value;
  throw bad(name, `应为 0 到 ${most} 的整数`, `must be a whole number to ${most}`);
}

/** @throws HttpFailure 400 */
export function queryDraftIn(body: Body): QueryDraft {
  return {
    title: textIn(body, 'title', 200),
    description: textIn({ description: '', ...body }, 'description', 4000, 0),
    sql: textIn(body, 'sql', LONGEST_SQL),
    shared: body['shared'] === true,
  };
}

/** @throws HttpFailure 400 */
export function pinDraftIn(body: Body): PinDraft {
  const { view, chart } = body;
  if (view !== 'table' && view !== 'chart') throw bad('view', 'table 或 chart', 'table or chart');
  if (chart !== null && chart !== undefined && JSON.stringify(bodyOf(chart)).length > LARGEST_CHART)
    throw bad('chart', `不超过 ${LARGEST_CHART} 字`, `at most ${LARGEST_CHART} characters`);
  return {
    title: textIn(body, 'title', 200),
    ...statementIn(body),
    view,
    chart: (chart ?? null) as PinDraft['chart'],
    position: offsetIn({ position: 0, ...body }, 'position', 1_000_000),
  };
}

const bad = (column: string, zh: string, en: string): HttpFailure =>
  new HttpFailure(400, 'bad_field', text(`${column}：${zh}`, `${column}: ${en}`), {
    where: { column },
  });
