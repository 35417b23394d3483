import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { VARCHAR, type DuckDBResult } from '@duckdb/node-api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sightFor } from './access/gate.ts';
import { gather, type AnswerCache, type KeptAnswer } from './answer-cache.ts';
import type { NamedQuery } from './named-query.ts';
import type { Lease, SnapshotHolder } from './snapshot-holder.ts';

/** A query with its parameters, and the form its answer is wanted in. */
export interface Question {
  readonly query: NamedQuery;
  readonly values: Readonly<Record<string, string | null>>;
  /** What else the answer's bytes depend on, such as format and language. */
  readonly variant: string;
}

/**
 * Makes the answer, piece by piece. `run` runs the query; from then on the lease's connection must not
 * be used for another, which would end the result.
 */
export type WritePieces = (
  run: () => Promise<DuckDBResult>,
  lease: Lease,
) => AsyncGenerator<string | Uint8Array, void> | Promise<AsyncGenerator<string | Uint8Array, void>>;

/** How an answer is given. */
export interface Manner {
  /** Told how many rows were read for the answer, once it has ended, whether all were sent or not. */
  readonly given?: ((rows: number) => void) | undefined;
  /** Where such answers are kept for the next who asks. What is personal never is. */
  readonly cache?: AnswerCache;
}

/**
 * Answers a question from the newest snapshot, as a stream; 304 where the reader has the answer already.
 * The first piece is made before the answer begins, so that what fails by then is told as an error. The
 * snapshot is let go of after the last piece, or when the reader has gone.
 */
export async function answer(
  holder: SnapshotHolder,
  request: FastifyRequest,
  reply: FastifyReply,
  question: Question,
  write: WritePieces,
  { given, cache: wanted }: Manner = {},
): Promise<FastifyReply> {
  const cache = question.query.personal ? undefined : wanted;
  const lease = await holder.lease(sightFor(request));
  let streaming = false;
  try {
    const tag = entityTag(lease, question);
    const kept = question.query.personal ? 'no-store' : 'private, no-cache';
    reply.header('etag', tag).header('cache-control', kept);
    if (names(request.headers['if-none-match'], tag)) return await reply.code(304).send();
    let rows = 0;
    const counted = async () => {
      const result = await run(lease, question);
      const fetch = result.fetchChunk.bind(result);
      result.fetchChunk = async () => {
        const chunk = await fetch();
        rows += chunk?.rowCount ?? 0;
        return chunk;
      };
      return result;
    };
    const begin = async () => write(given ? counted : () => run(lease, question), lease);
    const made = cache
      ? await cache.findOrMake(lease.ref.snapshot_id, tag, begin)
      : await gather(await begin(), 0);
    if ('plain' in made) return await sendKept(request, reply, made);
    const left = 'whole' in made ? [made.whole] : made.pieces;
    const body = Readable.from(left, { objectMode: false });
    // Comes whether the stream was read to its end, broken off, or never begun.
    body.once('close', () => {
      lease.release();
      given?.(rows);
    });
    streaming = true;
    return await reply.send(body);
  } finally {
    if (!streaming) lease.release();
  }
}

/** Sends a kept answer as the reader takes it; what is neither plain nor Brotli is packed on the way. */
function sendKept(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { type, plain, brotli }: KeptAnswer,
): FastifyReply {
  reply.type(type);
  if (!/\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(headers['accept-encoding'] ?? '')))
    return reply.send(plain);
  return reply.header('content-encoding', 'br').header('vary', 'accept-encoding').send(brotli);
}

function run(lease: Lease, { query, values }: Question): Promise<DuckDBResult> {
  const types = Object.fromEntries(Object.keys(values).map((name) => [name, VARCHAR]));
  return lease.connection.stream(query.sql, { ...values }, types);
}

/** Names an answer by all that it depends on. Weak, because it is sent compressed or not. */
function entityTag({ ref, sight }: Lease, { query, values, variant }: Question): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([query.name, query.sql, values, variant, sight]))
    .digest('hex')
    .slice(0, 16);
  return `W/"${ref.snapshot_id}-${hash}"`;
}

const names = (header: string | undefined, tag: string): boolean =>
  (header ?? '').split(',').some((one) => one.trim() === tag);
