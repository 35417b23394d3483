import type { FastifyRequest } from 'fastify';
import type { AuditLog } from '../../access/audit.ts';
import { readerOf } from './gate.ts';

/** Writes down that whoever asks did something, or was told what is personal. */
export const notesIn =
  (audit: AuditLog | undefined) =>
  (request: FastifyRequest, event: 'action' | 'personal_access', what: string): void =>
    audit?.record({ event, who: readerOf(request).name, address: request.ip, what });
