export type { Actions, FileReason, FileReport, Publication, UnmappedReport } from './actions.ts';
export { arrowStream } from './arrow/index.ts';
export { isLoopback, requireGuarded, type Guard } from './host.ts';
export type { RouteAccess } from './access/gate.ts';
export type { PolicyActions, PolicyDraft, PolicyField, PolicyNews } from './policy-actions.ts';
export { createServer, type ServerOptions } from './server.ts';
export type { FindSnapshot, Published } from './snapshot-holder.ts';
export type {
  ConsoleFile,
  KeptQuery,
  Pin,
  PinDraft,
  QueryDraft,
  SqlAnswer,
  SqlConsole,
  SqlQuery,
  SqlRun,
} from './sql/console.ts';
export type { PlanActions, PlanFile, PlanMaking, VisitChoice } from './plan-actions.ts';
