import type { FastifyRequest } from 'fastify';
import type { AuditLog } from '../../access/audit.ts';
import { readerOf } from '../access/gate.ts';
import { ownRowsOf } from '../access/rule.ts';
import type { SqlConsole } from './console.ts';

/** Those who stand for the bureau ask, each of the file that holds what they may see. */
export const ASKING = ownRowsOf('leader', 'planner', 'analyst', 'admin');

/** What the routes of the console are made with. */
export interface SqlRoutes {
  readonly console: SqlConsole;
  readonly audit: AuditLog | undefined;
}

/** Names who asks; what they keep and run is theirs alone. */
export const nameOf = (request: FastifyRequest): string => readerOf(request).name;
