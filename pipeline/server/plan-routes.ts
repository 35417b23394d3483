import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isDay, text, type Locale } from '../contracts/index.ts';
import type { AuditLog } from '../access/audit.ts';
import { withoutPersonal } from '../access/without-personal.ts';
import { readerOf, sightFor } from './access/gate.ts';
import { notesIn } from './access/note.ts';
import { districtOf } from './access/rule.ts';
import { Fields } from './action-input.ts';
import { attachment } from './download.ts';
import { HttpFailure } from './http-failure.ts';
import { wantedLocale } from './locale.ts';
import type { PlanActions, VisitChoice } from './plan-actions.ts';
import { refused } from './plan-refused.ts';

type Asked = FastifyRequest<{ Querystring: { lang?: unknown } }>;

const localeOf = ({ query, headers }: Asked): Locale =>
  wantedLocale(query.lang, headers['accept-language']);

/** Plans are of the whole district, and no unit is told of its own. */
const READING = districtOf('leader', 'planner', 'analyst', 'admin');
const PLANNING = districtOf('planner', 'admin');
/** Files for the teams name inspectors. */
const TAKING = districtOf('planner', 'admin');

const bad = (column: string, why: string): HttpFailure =>
  new HttpFailure(400, 'bad_field', text(`${column} 应为 ${why}`, `${column} must be ${why}`), {
    where: { column },
  });

function shaped(fields: Fields, name: string, pattern: RegExp, why: string): string {
  const value = fields.text(name);
  if (!pattern.test(value)) throw bad(name, why);
  return value;
}

const monthIn = (fields: Fields): string =>
  shaped(fields, 'month', /^\d{4}-(0[1-9]|1[0-2])$/, 'YYYY-MM');
function dateIn(fields: Fields, name: string): string {
  const value = fields.text(name);
  if (!isDay(value)) throw bad(name, 'YYYY-MM-DD');
  return value;
}

function wholeIn(fields: Fields, name: string, least: number, most: number): number {
  const number = Number(shaped(fields, name, /^\d{1,3}$/, `${least}–${most}`));
  if (number < least || number > most) throw bad(name, `${least}–${most}`);
  return number;
}

/** Who signs: the reader, or where nobody signs in, whoever the page says. */
const signedBy = (fields: Fields, request: Pick<FastifyRequest, 'reader'>): string => {
  const reader = readerOf(request);
  return reader.via === 'open' ? fields.text('by') : reader.label;
};

const visitIn = (fields: Fields, by: string): VisitChoice => ({
  plan: fields.text('plan'),
  unitCode: fields.text('unit_code'),
  date: dateIn(fields, 'date'),
  team: fields.text('team'),
  by,
  reason: fields.text('reason'),
  note: fields.textOrNull('note') ?? '',
});

/**
 * Plans and draws: `GET /api/plan`, `/api/plan/making`, `/api/plan/ID`, `/api/plan/ID/KIND` (files), and
 * `POST /api/plan/make|stop|move|add|remove|lock|undo|publish`, `/api/draw/commit|reveal` (JSON); all take
 * `lang=zh|en`.
 */
export async function registerPlans(
  server: FastifyInstance,
  plans: PlanActions,
  audit?: AuditLog,
): Promise<void> {
  const note = notesIn(audit);
  /** Plans name inspectors; who does not need their names does not get them. */
  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    work: () => unknown,
  ): Promise<FastifyReply> => {
    try {
      const told = await work();
      const { personal } = sightFor(request);
      return await reply
        .header('cache-control', 'no-store')
        .send(personal ? told : withoutPersonal(told));
    } catch (error) {
      throw refused(error);
    }
  };
  server.get('/api/plan', { config: { access: READING } }, (request: Asked, reply) =>
    answer(request, reply, () => plans.overview(localeOf(request))),
  );
  server.get('/api/plan/making', { config: { access: READING } }, (request: Asked, reply) =>
    answer(request, reply, () => plans.making(localeOf(request))),
  );
  server.get<{ Params: { id: string }; Querystring: { lang?: unknown } }>(
    '/api/plan/:id',
    { config: { access: READING } },
    (request, reply) => {
      const { id } = request.params;
      if (sightFor(request).personal) note(request, 'personal_access', request.url);
      return answer(request, reply, () => plans.plan(id, localeOf(request)));
    },
  );
  server.get<{ Params: { id: string; kind: string }; Querystring: { lang?: unknown } }>(
    '/api/plan/:id/:kind',
    { exposeHeadRoute: false, config: { access: TAKING } },
    async (request, reply) => {
      const { id, kind } = request.params;
      const file = await plans.file(id, kind, localeOf(request)).catch((error: unknown) => {
        throw refused(error);
      });
      note(request, 'personal_access', request.url);
      const page = file.type.startsWith('text/html');
      return reply
        .type(file.type)
        .header('cache-control', 'no-store')
        .headers(page ? {} : { 'content-disposition': attachment(file.name) })
        .send(typeof file.bytes === 'string' ? file.bytes : Buffer.from(file.bytes));
    },
  );
  await server.register(async (scope) => {
    const post = (
      path: string,
      work: (fields: Fields, locale: Locale, by: string) => unknown,
      signed = false,
    ): void => {
      scope.post<{ Querystring: { lang?: unknown } }>(
        path,
        { bodyLimit: 8192, config: { access: PLANNING } },
        async (request, reply) => {
          const fields = new Fields(request.body);
          const by = signed ? signedBy(fields, request) : '';
          const done = await answer(request, reply, () => work(fields, localeOf(request), by));
          note(request, 'action', `${path} ${JSON.stringify(request.body)}`);
          return done;
        },
      );
    };
    post('/api/plan/make', (fields, locale) =>
      plans.make(
        {
          month: monthIn(fields),
          months: wholeIn(fields, 'months', 1, 24),
          days: fields.textOrNull('days') === null ? null : wholeIn(fields, 'days', 0, 31),
          certificates: (fields.textOrNull('certificates') ?? '').split(',').filter(Boolean),
          locksOf: fields.textOrNull('locks_of'),
        },
        locale,
      ),
    );
    post('/api/plan/stop', (_fields, locale) => {
      plans.stop();
      return plans.making(locale);
    });
    post(
      '/api/plan/move',
      (fields, locale, by) =>
        plans.move(
          visitIn(fields, by),
          { date: dateIn(fields, 'to_date'), team: fields.text('to_team') },
          fields.flag('trial'),
          locale,
        ),
      true,
    );
    post(
      '/api/plan/add',
      (fields, locale, by) =>
        plans.add(visitIn(fields, by), fields.text('type'), fields.flag('trial'), locale),
      true,
    );
    post(
      '/api/plan/remove',
      (fields, locale, by) => plans.remove(visitIn(fields, by), locale),
      true,
    );
    post(
      '/api/plan/lock',
      (fields, locale, by) => plans.lock(visitIn(fields, by), fields.flag('locked'), locale),
      true,
    );
    post('/api/plan/undo', (fields, locale) => plans.undo(fields.text('plan'), locale));
    post(
      '/api/plan/publish',
      (fields, locale, by) => plans.publish(fields.text('plan'), by, locale),
      true,
    );
    post('/api/draw/commit', (fields, locale) =>
      plans.commitDraw(monthIn(fields), fields.text('source'), fields.text('known_at'), locale),
    );
    post('/api/draw/reveal', (fields, locale) =>
      plans.revealDraw(fields.text('commitment'), fields.text('value'), locale),
    );
  });
}
