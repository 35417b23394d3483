import type { SqlParameters } from './api.ts';
import { ask, send } from './send.ts';

/** A query kept on the server, one's own or shared by a colleague. */
export interface SavedQuery {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly sql: string;
  readonly shared: boolean;
  readonly owner: string;
  readonly updated_at: string;
  readonly mine: boolean;
}

/** What a writer gives to {@link saveQuery}. */
export type QueryDraft = Pick<SavedQuery, 'title' | 'description' | 'sql' | 'shared'>;

/** A query whose answer stands on the reader's own page. */
export interface Pin {
  readonly id: string;
  readonly title: string;
  readonly sql: string;
  readonly parameters: SqlParameters;
  readonly view: 'table' | 'chart';
  /** A chart's spec, as the page wrote it. */
  readonly chart: unknown;
  /** Pins stand in the order of their positions. */
  readonly position: number;
  readonly updated_at: string;
  readonly mine: boolean;
}

export type PinDraft = Pick<Pin, 'title' | 'sql' | 'parameters' | 'view' | 'chart' | 'position'>;

export const askSaved = async (): Promise<readonly SavedQuery[]> =>
  (await ask<{ queries: readonly SavedQuery[] }>('/api/sql/saved')).queries;

export const saveQuery = (id: string, draft: QueryDraft): Promise<SavedQuery> =>
  ask(`/api/sql/saved/${id}`, { method: 'PUT', body: draft });

export async function deleteQuery(id: string): Promise<void> {
  await send(`/api/sql/saved/${id}`, { method: 'DELETE' });
}

export const askPins = async (): Promise<readonly Pin[]> =>
  (await ask<{ pins: readonly Pin[] }>('/api/sql/pins')).pins;

export const savePin = (id: string, draft: PinDraft): Promise<Pin> =>
  ask(`/api/sql/pins/${id}`, { method: 'PUT', body: draft });

export async function deletePin(id: string): Promise<void> {
  await send(`/api/sql/pins/${id}`, { method: 'DELETE' });
}
