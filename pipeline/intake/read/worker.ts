import { parentPort } from 'node:worker_threads';
import { Failure, type Text, type Where } from '../../contracts/index.ts';
import type { FileKind } from '../file-kind.ts';
import { readContent, type FileContent } from './content.ts';

/** What the reader asks of its worker. */
export interface ReadRequest {
  readonly kind: FileKind;
  readonly bytes: Uint8Array;
}

/** A failure as plain data: classes do not survive the way between threads. */
export interface PlainFailure {
  readonly code: string;
  readonly text: Text;
  readonly where?: Where;
  readonly hint?: Text;
}

/** What came of a file. */
type Reading =
  { readonly content: FileContent } | { readonly failure: PlainFailure } | { readonly bug: string };

/** What came of a file, and how long it took. */
export type ReadAnswer = Reading & { readonly milliseconds: number };

function readingOf({ kind, bytes }: ReadRequest): Reading {
  try {
    return { content: readContent(kind, bytes) };
  } catch (error) {
    if (!(error instanceof Failure)) return { bug: String((error as Error).stack) };
    const { where, hint } = error.options;
    return {
      failure: {
        code: error.code,
        text: error.text,
        ...(where ? { where } : {}),
        ...(hint ? { hint } : {}),
      },
    };
  }
}

function answer(request: ReadRequest): ReadAnswer {
  const began = performance.now();
  const reading = readingOf(request);
  return { ...reading, milliseconds: performance.now() - began };
}

parentPort?.on('message', (request: ReadRequest) => parentPort?.postMessage(answer(request)));
