import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { diskFull, Failure, placeRefused, text } from '../contracts/index.ts';
import type { AccessDesk } from '../access/desk.ts';
import { registerAccounts } from './access/account-routes.ts';
import { registerAudit } from './access/audit-routes.ts';
import { registerGate, type RouteAccess } from './access/gate.ts';
import { registerOidc } from './access/oidc-routes.ts';
import { registerSessions } from './access/session-routes.ts';
import { registerWhy } from './access/why-route.ts';
import { registerActions } from './action-routes.ts';
import type { Actions } from './actions.ts';
import { BROTLI_PARAMETERS } from './answer-cache.ts';
import { registerCampaignForm } from './campaign-form-route.ts';
import { answerClientError } from './client-error.ts';
import { closePromptly } from './close.ts';
import { registerDigest } from './digest-route.ts';
import { registerDashboard } from './dashboard-route.ts';
import { registerExports } from './export/route.ts';
import { registerCapacity } from './capacity-routes.ts';
import { checkHostHeader } from './host.ts';
import { HttpFailure, internal, SNAPSHOT_STATUS } from './http-failure.ts';
import { requestLocale } from './locale.ts';
import type { PolicyActions } from './policy-actions.ts';
import { registerPolicy } from './policy-routes.ts';
import type { PlanActions } from './plan-actions.ts';
import { registerPlans } from './plan-routes.ts';
import { ARROW_STREAM, registerQueries } from './query-route.ts';
import { readToEnd } from './read-to-end.ts';
import { securityHeaders } from './security.ts';
import { SnapshotHolder, type FindSnapshot } from './snapshot-holder.ts';
import { registerStatus } from './status-route.ts';
import { tellFailure } from './tell-failure.ts';
import type { SqlConsole } from './sql/console.ts';
import { registerSql } from './sql/routes.ts';
import { registerTemplates, type MakeTemplate } from './template-route.ts';

export interface ServerOptions {
  readonly findSnapshot: FindSnapshot;
  /** Folder of the built dashboard. */
  readonly dashboard: string;
  readonly makeTemplate: MakeTemplate;
  /** What pages can have done; a server without them only answers questions. */
  readonly actions?: Actions;
  /** What pages can have done with the policy. */
  readonly policy?: PolicyActions;
  /** Plans and draws. */
  readonly plans?: PlanActions;
  /** The analysts' console; who opened it closes it. */
  readonly sql?: SqlConsole;
  /** Told of every error that is a bug of ours, and of a snapshot that could not be opened. */
  readonly report: (error: unknown) => void;
  /** API requests a minute and address, above which 429 is answered. */
  readonly requestsPerMinute?: number;
  /** Who may come in; a server without it is for this machine alone, where nobody signs in. */
  readonly access?: AccessDesk;
  /** Certificate and key, PEM. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
  /** Names under which people open it, beside this machine's own. */
  readonly hosts?: readonly string[];
  /** What an error means that came of the published snapshot's being another program's; undefined for any other. */
  readonly outdated?: (error: unknown) => Failure | undefined;
  /** Told of the routes and who may use each, once all are there. */
  readonly onRoutes?: (routes: readonly RouteAccess[]) => void;
}

/** A page asks about twenty questions; this is a person leafing fast in several windows, and no more. */
const REQUESTS_PER_MINUTE = 3000;

/**
 * Builds the HTTP server; it does not listen yet. Closing it closes the snapshot.
 * Every error has the one shape of `Failure.body`, in the reader's language.
 */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const tell = tellFailure(options.report);
  const fail = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const failure = asFailure(options.outdated?.(error) ?? error);
    tell(failure);
    return reply
      .code(failure.status)
      .header('cache-control', 'no-store')
      .type('application/json; charset=utf-8')
      .send(failure.bodyForPages(requestLocale(request.headers['accept-language'])));
  };
  const { access: desk, tls } = options;
  const server: FastifyInstance = Fastify({
    ...(tls ? { https: { ...tls, minVersion: 'TLSv1.2' as const } } : {}),
    // Of those before it only the stated proxy is believed when it says whose request it hands on.
    trustProxy: desk?.config.proxy ? [...desk.config.proxy.addresses] : false,
    routerOptions: { maxParamLength: 200 },
    bodyLimit: 1024,
    // Errors from before there is a route, such as an address that cannot be decoded.
    frameworkErrors: fail,
    clientErrorHandler: answerClientError,
  });
  server.setErrorHandler(async (error, request, reply) => {
    if (asFailure(error).status === 413) await readToEnd(request.raw);
    return fail(error, request, reply);
  });
  closePromptly(server);
  server.addHook('onRequest', async (request) =>
    checkHostHeader(request.headers.host, options.hosts),
  );
  const secure = tls !== undefined || desk?.config.publicOrigin?.startsWith('https:') === true;
  await server.register(helmet, securityHeaders(secure));
  await server.register(compress, {
    customTypes: new RegExp(`^(text/|application/(json|javascript)|image/svg)|${ARROW_STREAM}`),
    encodings: ['br', 'gzip'],
    brotliOptions: { params: BROTLI_PARAMETERS },
  });
  await server.register(rateLimit, {
    max: options.requestsPerMinute ?? REQUESTS_PER_MINUTE,
    timeWindow: '1 minute',
    allowList: (request) => !request.url.startsWith('/api/'),
    errorResponseBuilder: (_request, context) => tooMany(context.ttl),
  });
  const routes = registerGate(server, { desk, secure });
  const holder = new SnapshotHolder(options.findSnapshot, options.report);
  server.addHook('onClose', async () => holder.close());
  registerSessions(server, { desk, secure }, routes);
  registerWhy(server, holder);
  if (desk) {
    registerOidc(server, { desk, secure });
    registerAccounts(server, desk);
    registerAudit(server, desk);
  }
  registerStatus(server, holder);
  registerQueries(server, holder, desk?.audit);
  registerExports(server, holder, desk?.audit);
  registerCampaignForm(server, holder, desk?.audit);
  registerDigest(server, holder);
  registerTemplates(server, options.makeTemplate);
  if (options.actions) await registerActions(server, holder, options.actions, desk?.audit);
  if (options.policy) await registerPolicy(server, holder, options.policy, desk?.audit);
  if (options.plans) {
    await registerPlans(server, options.plans, desk?.audit);
    await registerCapacity(server, options.plans, desk?.audit);
  }
  if (options.sql) await registerSql(server, options.sql, desk?.audit);
  await registerDashboard(server, options.dashboard);
  options.onRoutes?.(routes);
  return server;
}

const tooMany = (milliseconds: number): HttpFailure =>
  new HttpFailure(429, 'too_many_requests', text('请求过于频繁', 'Too many requests'), {
    hint: text(
      `${Math.ceil(milliseconds / 1000)} 秒后再试`,
      `Try again in ${Math.ceil(milliseconds / 1000)} s`,
    ),
  });

const tooLarge = (): HttpFailure =>
  new HttpFailure(413, 'file_too_large', text('文件太大', 'The file is too large'), {
    hint: text(
      '请拆成几个文件，或由管理员用 xiaoan ingest 读入',
      'Split it into several files, or have it taken in by xiaoan ingest',
    ),
  });

/** Fastify's own refusals (a malformed address, say) keep their status; all else unforeseen is a bug. */
function asFailure(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error;
  const failure = error instanceof Failure ? error : (diskFull(error) ?? placeRefused(error));
  if (failure)
    return new HttpFailure(SNAPSHOT_STATUS[failure.code] ?? 500, failure.code, failure.text, {
      ...failure.options,
      cause: error,
    });
  const status =
    error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
      ? error.statusCode
      : 500;
  if (status < 400 || status >= 500) return internal(error);
  if (status === 413) return tooLarge();
  return new HttpFailure(status, 'bad_request', text('请求有误', 'The request is malformed'));
}
