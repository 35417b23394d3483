import { ask, post, postFile } from './actions.ts';

/** A file of teams that was handed in, or brought back. */
export interface TakenTeams {
  /** SHA-256 of the file. */
  readonly file_id: string;
  readonly file_name: string;
  /** As the file calls itself. */
  readonly capacity_version: string;
  readonly teams: number;
  readonly inspectors: number;
  readonly handed_in_at: string;
  /** Null where nobody signed in. */
  readonly handed_in_by: string | null;
}

/** A time that a file of teams was handed in. */
export interface TeamsVersion extends TakenTeams {
  readonly in_force: boolean;
}

/** Hands in the file of teams; the server checks it. */
export const sendTeams = (file: File): Promise<TakenTeams> => postFile('/api/capacity', file);

/** Makes an earlier file of teams the one in force again; the server checks it. */
export const bringBackTeams = (fileId: string): Promise<TakenTeams> =>
  post('/api/capacity/bring-back', { file_id: fileId });

/** Each time that a file of teams was handed in, the newest first. */
export const askTeamsVersions = async (): Promise<readonly TeamsVersion[]> =>
  (await ask<{ versions: readonly TeamsVersion[] }>('/api/capacity/versions')).versions;

/** Where a file of teams is downloaded. */
export const teamsFileUrl = (fileId: string): string => `/api/capacity/versions/${fileId}`;
