import type { FastifyInstance } from 'fastify';
import type { SnapshotHolder } from '../snapshot-holder.ts';
export function registerExports(_server: FastifyInstance, _holder: SnapshotHolder): void {}
