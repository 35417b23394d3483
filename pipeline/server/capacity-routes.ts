import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { text } from '../contracts/index.ts';
import type { AuditLog } from '../access/audit.ts';
import { readerOf } from './access/gate.ts';
import { notesIn } from './access/note.ts';
import { districtOf } from './access/rule.ts';
import { Fields, fileName } from './action-input.ts';
import { attachment } from './download.ts';
import { HttpFailure, notBytes } from './http-failure.ts';
import type { PlanActions, PlanFile } from './plan-actions.ts';
import { refused } from './plan-refused.ts';

/**
 * Largest file of teams: a hundred teams fit. The reader of YAML compares each key of a mapping with all others,
 * which takes over a minute for a file of 400 kB that is made for it, and the server answers nobody meanwhile.
 */
const CAPACITY_BYTES = 64 * 1024;

/** The file names inspectors. */
const KEEPING = districtOf('planner', 'admin');

/** Who hands a file in; null where nobody signs in. */
const handedInBy = (request: Pick<FastifyRequest, 'reader'>): string | null => {
  const reader = readerOf(request);
  return reader.via === 'open' ? null : reader.label;
};

/**
 * The bureau's files of teams: `GET /api/capacity` the one in force, `GET /api/capacity/example` one to begin
 * with, `POST /api/capacity?name=` (the file's bytes) another; `GET /api/capacity/versions` each that was handed
 * in, `GET /api/capacity/versions/FILE_ID` one of them, `POST /api/capacity/bring-back` (JSON) makes it the one
 * in force again.
 */
export async function registerCapacity(
  server: FastifyInstance,
  plans: PlanActions,
  audit?: AuditLog,
): Promise<void> {
  const note = notesIn(audit);
  const download = (reply: FastifyReply, { type, name, bytes }: PlanFile): FastifyReply =>
    reply
      .type(type)
      .header('cache-control', 'no-store')
      .header('content-disposition', attachment(name))
      .send(bytes);
  server.get('/api/capacity', { config: { access: KEEPING } }, async (request, reply) => {
    const file = await attempted(() => plans.capacityFile());
    note(request, 'personal_access', request.url);
    return download(reply, file);
  });
  server.get('/api/capacity/example', { config: { access: KEEPING } }, async (_request, reply) =>
    download(reply, await attempted(() => plans.exampleCapacity())),
  );
  server.get('/api/capacity/versions', { config: { access: KEEPING } }, async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .send(await attempted(() => ({ versions: plans.capacityVersions() }))),
  );
  server.get<{ Params: { file_id: string } }>(
    '/api/capacity/versions/:file_id',
    { config: { access: KEEPING } },
    async (request, reply) => {
      const file = await attempted(() => plans.capacityFile(request.params.file_id));
      note(request, 'personal_access', request.url);
      return download(reply, file);
    },
  );
  server.post(
    '/api/capacity/bring-back',
    { bodyLimit: 1024, config: { access: KEEPING } },
    async (request, reply) => {
      const fileId = new Fields(request.body).text('file_id');
      const taken = await attempted(() => plans.bringBackCapacity(fileId, handedInBy(request)));
      const { capacity_version: version } = taken;
      note(request, 'action', `/api/capacity/bring-back ${version} (${fileId.slice(0, 8)})`);
      return reply.header('cache-control', 'no-store').send(taken);
    },
  );
  await server.register(async (scope) => {
    scope.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: CAPACITY_BYTES },
      (_request, body, done) => done(null, body),
    );
    scope.post<{ Querystring: { name?: unknown } }>(
      '/api/capacity',
      {
        bodyLimit: CAPACITY_BYTES,
        config: { access: KEEPING, rateLimit: { max: 60, timeWindow: '1 minute' } },
        errorHandler: (error) => {
          throw error.statusCode === 413 ? tooLarge() : error;
        },
      },
      async (request, reply) => {
        const { body } = request;
        if (!Buffer.isBuffer(body)) throw notBytes();
        const name = fileName(request.query.name);
        const taken = await attempted(() => plans.takeCapacity(name, body, handedInBy(request)));
        note(request, 'action', `/api/capacity ${name}`);
        return reply.header('cache-control', 'no-store').send(taken);
      },
    );
  });
}

async function attempted<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw refused(error);
  }
}

const tooLarge = (): HttpFailure =>
  new HttpFailure(
    413,
    'file_too_large',
    text('检查力量文件太大，至多 64 KB', 'The file of teams is too large: 64 KB at most'),
    {
      hint: text(
        '请确认选的是检查组的 YAML 文件；更大的由管理员用 xiaoan plan --capacity 文件 提供',
        'See that it is the YAML file of teams; a larger one is given with xiaoan plan --capacity FILE',
      ),
    },
  );
