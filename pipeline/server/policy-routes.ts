import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure, text } from '../contracts/index.ts';
import type { AuditLog } from '../access/audit.ts';
import { readerOf, sightFor } from './access/gate.ts';
import { notesIn } from './access/note.ts';
import { districtOf, ownRows, signedIn } from './access/rule.ts';
import { HttpFailure, SNAPSHOT_STATUS } from './http-failure.ts';
import { requestLocale } from './locale.ts';
import type { PolicyActions, PolicyDraft, PolicyTrial } from './policy-actions.ts';
import type { SnapshotHolder } from './snapshot-holder.ts';

/** Longest draft in bytes: every field of a policy changed. */
const DRAFT_BYTES = 32_768;
/** Drafts that may wait for the one that is being tried. */
const WAITING = 4;
/** Longest word of a field or a name. */
const LONGEST = 600;

/** A trial shows units of the whole district. */
const TRYING = districtOf('leader', 'planner', 'analyst', 'admin');
const PUBLISHING = districtOf('admin');

/**
 * The policy's own addresses: `GET /api/policy/fields?version=`, `GET /api/policy/file?version=` (YAML),
 * `GET /api/policy/first-month`, `GET /api/way-back?unit=`, `POST /api/policy/try`, `POST /api/policy/publish` (JSON).
 */
export async function registerPolicy(
  server: FastifyInstance,
  holder: SnapshotHolder,
  policy: PolicyActions,
  audit?: AuditLog,
): Promise<void> {
  server.get<{ Querystring: { version?: unknown } }>(
    '/api/policy/fields',
    { config: { access: signedIn } },
    async ({ query }, reply) => {
      const version = wordOf(query, 'version');
      const fields = carried(() => policy.fields(version));
      return reply.header('cache-control', 'no-store').send({ version, fields });
    },
  );
  server.get<{ Querystring: { version?: unknown } }>(
    '/api/policy/file',
    { config: { access: signedIn } },
    async ({ query }, reply) => {
      const version = wordOf(query, 'version');
      const content = carried(() => policy.file(version));
      return reply
        .header('cache-control', 'no-store')
        .header(
          'content-disposition',
          `attachment; filename="${version.replace(/[^\w.-]/g, '_')}.yaml"`,
        )
        .type('application/yaml; charset=utf-8')
        .send(content);
    },
  );
  let waiting = 0;
  /** One after another, and none for a page that has gone. */
  const inTurn = async (reply: FastifyReply, work: (signal: AbortSignal) => Promise<object>) => {
    if (waiting >= WAITING) throw busy();
    waiting += 1;
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    try {
      const result = await work(gone.signal);
      return await reply.header('cache-control', 'no-store').send(result);
    } catch (error) {
      throw asked(error);
    } finally {
      waiting -= 1;
    }
  };
  server.get<{ Querystring: { unit?: unknown } }>(
    '/api/way-back',
    { config: { access: ownRows } },
    async (request, reply) => {
      const unit = wordOf(request.query, 'unit');
      await requireSeen(request, holder, unit);
      return inTurn(reply, (signal) => policy.wayBack(unit, signal));
    },
  );
  server.get('/api/policy/first-month', { config: { access: TRYING } }, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ month: await policy.firstMonth() }),
  );
  await server.register(async (scope) => {
    scope.post(
      '/api/policy/try',
      {
        bodyLimit: DRAFT_BYTES,
        config: { access: TRYING, rateLimit: { max: 600, timeWindow: '1 minute' } },
      },
      async (request, reply) => {
        const { body } = request;
        const trial: PolicyTrial = {
          draft: draftOf(body),
          month: wordOf(body, 'month'),
          since: wordOf(body, 'since') === 'month' ? 'month' : 'year',
          ...(recordOf(body)['against'] === undefined ? {} : { against: wordOf(body, 'against') }),
        };
        return inTurn(reply, (signal) => policy.tryDraft(trial, signal));
      },
    );
    const publishing = { bodyLimit: DRAFT_BYTES, config: { access: PUBLISHING } };
    scope.post('/api/policy/publish', publishing, async (request, reply) => {
      const { body } = request;
      const reader = readerOf(request);
      const draft = draftOf(body);
      const [version, title, from, by, note] = (
        ['version', 'title', 'from', 'by', 'note'] as const
      ).map((name) => wordOf(body, name, true));
      const news = {
        version: version ?? '',
        title: title ?? '',
        from: from ?? '',
        // Who signed in cannot publish in another's name.
        by: reader.via === 'open' ? (by ?? '') : reader.label,
        note: note ?? '',
      };
      try {
        await policy.publish(draft, news, requestLocale(request.headers['accept-language']));
      } catch (error) {
        throw asked(error);
      }
      notesIn(audit)(request, 'action', `/api/policy/publish ${news.version} ${news.from}`);
      return reply.header('cache-control', 'no-store').send({ version: news.version });
    });
  });
}

/**
 * Units out of sight are unknown, as those are that do not exist.
 * @throws HttpFailure 404
 */
async function requireSeen(
  request: FastifyRequest,
  holder: SnapshotHolder,
  unit: string,
): Promise<void> {
  if (readerOf(request).scope.kind === 'district') return;
  const lease = await holder.lease(sightFor(request));
  try {
    const found = await lease.connection.runAndReadAll(
      'select 1 from facts.unit where unit_code = $unit',
      { unit },
    );
    if (found.currentRowCount > 0) return;
  } finally {
    lease.release();
  }
  throw new HttpFailure(404, 'unit_unknown', text(`没有单位 ${unit}`, `There is no unit ${unit}`));
}

/** A text of a body or query. */
function wordOf(given: unknown, name: string, emptyToo = false): string {
  const value = recordOf(given)[name];
  if (typeof value === 'string' && value.length <= LONGEST && (emptyToo || value !== ''))
    return value;
  throw bad(name, `${name} 应为文字`, `${name} must be a text`);
}

/** A draft, each of whose changes is a number, a yes-or-no or a short word. */
function draftOf(body: unknown): PolicyDraft {
  const base = wordOf(body, 'base');
  const changes = recordOf(recordOf(body)['changes']);
  for (const [field, value] of Object.entries(changes)) {
    const fits =
      (typeof value === 'number' && Number.isFinite(value)) ||
      typeof value === 'boolean' ||
      (typeof value === 'string' && value.length <= LONGEST);
    if (!fits) throw bad(field.slice(0, 60), '值的类型不对', 'A value is of the wrong type');
  }
  return { base, changes: changes as PolicyDraft['changes'] };
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

function carried<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw asked(error);
  }
}

const STATUS: Readonly<Record<string, number>> = {
  policy_unknown: 404,
  ...SNAPSHOT_STATUS,
  warehouse_locked: 409,
  models_stopped: 503,
  month_undecided: 404,
};

/** What the asker can do something about; anything else is a bug of ours. */
function asked(error: unknown): unknown {
  if (error instanceof DOMException && error.name === 'AbortError') return overtaken();
  if (!(error instanceof Failure) || error instanceof HttpFailure) return error;
  const { code, text: words, options } = error;
  return new HttpFailure(STATUS[code] ?? 422, code, words, { ...options, cause: error });
}

const bad = (column: string, zh: string, en: string): HttpFailure =>
  new HttpFailure(400, 'bad_field', text(zh, en), { where: { column } });

const overtaken = (): HttpFailure =>
  new HttpFailure(409, 'overtaken', text('已有更新的请求', 'A newer request took its place'));

const busy = (): HttpFailure =>
  new HttpFailure(429, 'too_many_waiting', text('前面的试算还没完', 'Others are waiting already'), {
    hint: text('稍等片刻再试', 'Try again in a moment'),
  });
