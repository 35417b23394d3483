import type { FastifyInstance } from 'fastify';
import { auditEvents } from '../../access/audit.ts';
import { anchorText, parseAnchor, type Anchor } from '../../access/audit-anchor.ts';
import type { AccessDesk } from '../../access/desk.ts';
import { beginningOf, didYouMean, text, type Text } from '../../contracts/index.ts';
import { HttpFailure } from '../http-failure.ts';
import { auditNames } from './audit-names.ts';
import { districtOf } from './rule.ts';

/** Lines that one answer holds at most. */
const MOST = 2_000;

type Asked = Readonly<Record<'from' | 'to' | 'who' | 'event' | 'limit', unknown>>;

/**
 * `GET /api/audit?from=&to=&who=&event=&limit=`: lines of the log, newest first; `GET /api/audit/verify?anchor=`: whether it is whole,
 * and holds the line of an anchor that was noted.
 */
export function registerAudit(server: FastifyInstance, { audit }: AccessDesk): void {
  const config = { access: districtOf('admin') };
  server.get<{ Querystring: Asked }>('/api/audit', { config }, async ({ query }, reply) => {
    const lines = await audit.find({
      from: day(query.from, 'from'),
      to: day(query.to, 'to'),
      who: short(query.who, 'who'),
      event: eventOf(query.event),
      limit: query.limit === undefined ? 200 : count(query.limit),
    });
    return reply
      .header('cache-control', 'no-store')
      .send({ lines, events: auditEvents, names: auditNames });
  });
  server.get<{ Querystring: { anchor?: unknown } }>(
    '/api/audit/verify',
    { config },
    async ({ query }, reply) => {
      const { last, ...found } = await audit.verify(anchors(query.anchor));
      const anchor = last && anchorText(last);
      return reply.header('cache-control', 'no-store').send({ ...found, anchor });
    },
  );
}

const bad = (column: string, zh: string, en: string, more: { hint?: Text } = {}): HttpFailure =>
  new HttpFailure(400, 'bad_parameter', text(zh, en), { where: { column }, ...more });

function short(value: unknown, name: string): string | null {
  if (value === undefined || value === '') return null;
  if (typeof value === 'string' && value.length <= 100) return value;
  throw bad(name, `参数 ${name} 应为短文字`, `Parameter ${name} must be a short text`);
}

function eventOf(value: unknown): string | null {
  const given = short(value, 'event');
  if (given === null || auditEvents.some((each) => each === given)) return given;
  throw bad(
    'event',
    `参数 event 应为：${auditEvents.join('、')}`,
    `Parameter event must be one of ${auditEvents.join(', ')}`,
    didYouMean(given, auditEvents),
  );
}

/** A day as the instant at which it begins, ISO; the log keeps UTC. */
function day(value: unknown, name: string): string | null {
  const given = short(value, name);
  if (given === null) return null;
  const begins = beginningOf(given);
  if (!begins)
    throw bad(name, `参数 ${name} 应为 YYYY-MM-DD`, `Parameter ${name} must be YYYY-MM-DD`);
  return begins.toISOString();
}

function anchors(value: unknown): Anchor[] {
  const given = short(value, 'anchor');
  if (given === null) return [];
  const anchor = parseAnchor(given);
  if (anchor) return [anchor];
  throw bad(
    'anchor',
    '应为 编号:指纹，照抄上次核对的结果',
    'Write NUMBER:HASH, as an earlier check gave it',
  );
}

function count(value: unknown): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= MOST) return number;
  throw bad('limit', `参数 limit 应为 1 到 ${MOST}`, `Parameter limit must be 1 to ${MOST}`);
}
