import { locale } from '../i18n/locale.svelte.ts';
import { QueryError, readError } from './query-error.ts';

/** Where something is wrong in a file. */
interface Where {
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
}

/** The server's error shape, as it stands within an answer. */
export interface ReportedError {
  readonly code: string;
  readonly message: string;
  readonly where: Where | null;
  readonly hint: string | null;
}

/** What became of a file, as the server tells it in the reader's language. */
export interface FileReport {
  readonly file_id: string;
  readonly file_name: string;
  readonly archive: string | null;
  readonly status: 'loaded' | 'partly' | 'rejected';
  readonly already_known: boolean;
  /** Name of the file that it corrects. */
  readonly replaces: string | null;
  readonly rows_in: number;
  readonly rows_accepted: number;
  readonly rows_quarantined: number;
  readonly rows_warned: number;
  readonly error: ReportedError | null;
  readonly reasons: readonly {
    readonly kind: 'error' | 'warning';
    readonly reason: string;
    readonly faults: number;
    readonly cells: readonly string[];
  }[];
}

/** How far what was taken in has come to be seen. */
export interface Publication {
  readonly state: 'idle' | 'waiting' | 'building' | 'failed';
  readonly error: ReportedError | null;
}

/** What an action gives back. */
export interface Done {
  readonly files: readonly FileReport[];
  readonly publication: Publication;
}

/** A value that maps to nothing, with what it may mean. */
export interface UnmappedValue {
  readonly kind: 'code' | 'unit';
  readonly list: string | null;
  readonly dataset: string;
  readonly column: string;
  readonly value: string;
  readonly rows: number;
  readonly files: number;
  readonly proposals: readonly {
    readonly code: string;
    readonly label: string;
    readonly similarity: number;
  }[];
}

/** Asks the server for JSON. Rejects with a {@link QueryError}. */
export async function ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const headers = { 'accept-language': locale.current, ...init.headers };
  const response = await fetch(path, { ...init, headers }).catch((cause: unknown) => {
    throw QueryError.unreachable(path, cause);
  });
  if (!response.ok) throw await readError(response);
  return (await response.json()) as Answer;
}

/** Says that it is this page that asks; another site's page cannot set it. */
const OWN = { 'x-xiaoan': '1' };

/** Has something done, with a JSON body. Rejects with a {@link QueryError}. */
export const post = <Answer>(
  path: string,
  body: Readonly<Record<string, string | boolean | null>>,
): Promise<Answer> =>
  ask(path, {
    method: 'POST',
    headers: { ...OWN, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Sends the bytes of a file, with its name. Rejects with a {@link QueryError}. */
export const postFile = <Answer>(path: string, file: File): Promise<Answer> =>
  ask(`${path}?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { ...OWN, 'content-type': 'application/octet-stream' },
    body: file,
  });

/** Sends a file to be taken in. Rejects with a {@link QueryError}. */
export const sendFile = (file: File): Promise<Done> => postFile('/api/upload', file);

/** Decides what a word, a name or a header means. Rejects with a {@link QueryError}. */
export const sendChoice = (
  kind: 'code' | 'unit' | 'header',
  choice: Readonly<Record<string, string | boolean | null>>,
): Promise<Done> =>
  ask(`/api/map/${kind}`, {
    method: 'POST',
    headers: { ...OWN, 'content-type': 'application/json' },
    body: JSON.stringify(choice),
  });

/** How far what was taken in has come to be seen. */
export const askPublication = (): Promise<Publication> => ask('/api/publication');

/** Values that map to nothing. */
export const askUnmapped = async (): Promise<readonly UnmappedValue[]> =>
  (await ask<{ values: readonly UnmappedValue[] }>('/api/unmapped')).values;

/** The address of a file's correction workbook. Reactive. */
export const correctionUrl = (fileId: string): string =>
  `/api/correction/${fileId}.xlsx?lang=${locale.current}`;
