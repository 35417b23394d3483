import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure, text, type Locale } from '../contracts/index.ts';
import { Fields, fileName } from './action-input.ts';
import type { AuditLog } from '../access/audit.ts';
import { readerOf, sightFor } from './access/gate.ts';
import { notesIn } from './access/note.ts';
import { districtOf, ownRows, ownRowsOf, signedIn, type AccessRule } from './access/rule.ts';
import type { Actions, Actor, FileReport } from './actions.ts';
import { attachment, XLSX } from './download.ts';
import { HttpFailure, notBytes } from './http-failure.ts';
import { wantedLocale } from './locale.ts';
import type { Lease, SnapshotHolder } from './snapshot-holder.ts';

/** Largest file that is taken from a page; larger ones go by `xiaoan ingest`. */
const UPLOAD_BYTES = 100_000_000;
/** Files and choices that may wait for the one that is being taken in. */
const WAITING = 4;

/** Leaders read; all others hand in, each of their own units. */
const HANDING_IN = ownRowsOf('clerk', 'planner', 'analyst', 'admin');
/** What a word means is decided for everybody. */
const DECIDING = districtOf('analyst', 'admin');
/** A correction workbook holds names as they were written. */
const CORRECTING = ownRowsOf('clerk', 'planner', 'admin');

type Asked = FastifyRequest<{ Querystring: { name?: unknown; lang?: unknown } }>;

/**
 * What pages can have done:
 * `POST /api/upload?name=` (the file's bytes), `POST /api/map/code|unit|header` (JSON),
 * `GET /api/correction/FILE_ID.xlsx`, `GET /api/unmapped`, `GET /api/publication`; all take `lang=zh|en`.
 */
export async function registerActions(
  server: FastifyInstance,
  holder: SnapshotHolder,
  actions: Actions,
  audit?: AuditLog,
): Promise<void> {
  registerReading(server, holder, actions, audit);
  await server.register(async (scope) => {
    scope.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: UPLOAD_BYTES },
      (_request, body, done) => done(null, body),
    );
    let waiting = 0;
    const act = async (
      request: Asked,
      reply: FastifyReply,
      work: (locale: Locale) => Promise<readonly FileReport[]>,
    ): Promise<FastifyReply> => {
      const locale = localeOf(request);
      if (waiting >= WAITING) throw busy();
      waiting += 1;
      try {
        const files = await work(locale).catch((error: unknown) => {
          throw refused(error);
        });
        note(request, audit, files);
        const answer = { files, publication: actions.publication(locale) };
        return await reply.header('cache-control', 'no-store').send(answer);
      } finally {
        waiting -= 1;
      }
    };
    const post = (
      path: string,
      bodyLimit: number,
      access: AccessRule,
      work: (request: Asked, locale: Locale) => Promise<readonly FileReport[]>,
    ) =>
      scope.post<{ Querystring: { name?: unknown; lang?: unknown } }>(
        path,
        { bodyLimit, config: { access, rateLimit: { max: 600, timeWindow: '1 minute' } } },
        async (request, reply) => act(request, reply, (locale) => work(request, locale)),
      );
    post('/api/upload', UPLOAD_BYTES, HANDING_IN, async (request, locale) => {
      const { body } = request;
      if (!Buffer.isBuffer(body)) throw notBytes();
      const name = fileName(request.query.name);
      return actions.upload({ name, bytes: body }, locale, await actorOf(request, holder));
    });
    post('/api/map/code', 4096, DECIDING, async (request, locale) => {
      const fields = new Fields(request.body);
      const [list, word, code] = [fields.text('list'), fields.text('word'), fields.text('code')];
      return actions.mapCode({ list, word, code }, locale, await actorOf(request, holder));
    });
    post('/api/map/unit', 4096, DECIDING, async (request, locale) => {
      const fields = new Fields(request.body);
      const [name, unitCode] = [fields.text('name'), fields.text('unit_code')];
      const choice = { name, unitCode, former: fields.flag('former') };
      return actions.mapUnit(choice, locale, await actorOf(request, holder));
    });
    post('/api/map/header', 4096, DECIDING, async (request, locale) => {
      const fields = new Fields(request.body);
      const [dataset, header] = [fields.text('dataset'), fields.text('header')];
      const choice = { dataset, header, column: fields.textOrNull('column') };
      return actions.mapHeader(choice, locale, await actorOf(request, holder));
    });
  });
}

/** What needs no guard: a page of another origin cannot read the answers. */
function registerReading(
  server: FastifyInstance,
  holder: SnapshotHolder,
  actions: Actions,
  audit: AuditLog | undefined,
): void {
  server.get('/api/publication', { config: { access: signedIn } }, async (request: Asked, reply) =>
    reply.header('cache-control', 'no-store').send(actions.publication(localeOf(request))),
  );
  server.get('/api/unmapped', { config: { access: ownRows } }, async (request: Asked, reply) => {
    const lease = await holder.lease(sightFor(request));
    try {
      const values = await actions.unmapped(lease.connection, localeOf(request));
      return await reply.header('cache-control', 'no-store').send({ values });
    } finally {
      lease.release();
    }
  });
  server.get<{ Params: { file: string }; Querystring: { lang?: unknown } }>(
    '/api/correction/:file',
    { exposeHeadRoute: false, config: { access: CORRECTING } },
    async (request, reply) => {
      const fileId = /^([0-9a-f]{64})\.xlsx$/.exec(request.params.file)?.[1];
      if (!fileId) throw noSuchCorrection(request.params.file);
      const locale = wantedLocale(request.query.lang, request.headers['accept-language']);
      const lease = await holder.lease(sightFor(request));
      try {
        await requireOwnFile(request, lease, fileId);
        const { name, bytes } = await actions
          .correction(lease.connection, fileId, locale)
          .catch((error: unknown) => {
            throw refused(error);
          });
        // It holds the rows as they were handed in, names and all.
        notesIn(audit)(request, 'personal_access', request.url);
        return await reply
          .type(XLSX)
          .header('cache-control', 'no-store')
          .header('content-disposition', attachment(name))
          .send(Buffer.from(bytes));
      } finally {
        lease.release();
      }
    },
  );
}

/** Who does it: those of some units may hand in for these alone. */
async function actorOf(request: FastifyRequest, holder: SnapshotHolder): Promise<Actor> {
  const reader = readerOf(request);
  const name = reader.via === 'open' ? null : reader.name;
  const { scope } = reader;
  if (scope.kind === 'district') return { name, within: null };
  const lease = await holder.lease(sightFor(request));
  try {
    const found = await lease.connection.runAndReadAll('select unit_code from facts.unit');
    const unitCodes = new Set(found.getRowsJS().map(([code]) => String(code)));
    const sender = scope.kind === 'areas' ? scope.areas.join('、') : scope.unitCode;
    return { name, within: { unitCodes, sender } };
  } finally {
    lease.release();
  }
}

/** @throws HttpFailure 404 for a file that holds anything of units beyond the reader's */
async function requireOwnFile(
  request: FastifyRequest,
  { connection }: Lease,
  fileId: string,
): Promise<void> {
  if (readerOf(request).scope.kind === 'district') return;
  const found = await connection.runAndReadAll('select 1 from intake.file where file_id = $file', {
    file: fileId,
  });
  if (found.currentRowCount === 0) throw noSuchCorrection(`${fileId}.xlsx`);
}

/** Writes down what was done. */
function note(request: Asked, audit: AuditLog | undefined, files: readonly FileReport[]): void {
  const path = request.url.split('?', 1)[0] ?? '';
  const what = path === '/api/upload' ? fileName(request.query.name) : JSON.stringify(request.body);
  audit?.record({
    event: 'action',
    who: readerOf(request).name,
    address: request.ip,
    what: `${path} ${what}`,
    rows: files.reduce((sum, { rows_accepted }) => sum + rows_accepted, 0),
  });
}

const localeOf = ({ query, headers }: Asked): Locale =>
  wantedLocale(query.lang, headers['accept-language']);

/** Codes of failures whose status is not that of a request that cannot be carried out. */
const STATUS: Readonly<Record<string, number>> = {
  warehouse_locked: 409,
  file_not_received: 404,
  nothing_to_correct: 404,
  original_missing: 404,
};

/** A failure that a person can do something about; anything else is a bug of ours. */
function refused(error: unknown): unknown {
  if (!(error instanceof Failure) || error instanceof HttpFailure) return error;
  const { code, text: words, options } = error;
  return new HttpFailure(STATUS[code] ?? 422, code, words, { ...options, cause: error });
}

const busy = (): HttpFailure =>
  new HttpFailure(
    429,
    'too_many_waiting',
    text('前面的文件还没处理完', 'Others are waiting already'),
    {
      hint: text('稍等片刻再传', 'Try again in a moment'),
    },
  );

const noSuchCorrection = (file: string): HttpFailure =>
  new HttpFailure(
    404,
    'correction_unknown',
    text(`没有更正表 ${file}`, `There is no correction workbook ${file}`),
    { hint: text('地址应为 文件指纹.xlsx', 'Ask for FILE_ID.xlsx') },
  );
