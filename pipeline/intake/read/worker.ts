import { parentPort } from 'node:worker_threads';
import { Failure, type Text, type Where } from '../../contracts/index.ts';
import type { FileKind } from '../sniff.ts';
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

export type ReadAnswer =
  { readonly content: FileContent } | { readonly failure: PlainFailure } | { readonly bug: string };

function answer({ kind, bytes }: ReadRequest): ReadAnswer {
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

parentPort?.on('message', (request: ReadRequest) => parentPort?.postMessage(answer(request)));
