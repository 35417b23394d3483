import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, writeAtomically } from '../contracts/index.ts';

const FILE_ID = /^[0-9a-f]{64}$/;
const HAND_IN = /^[0-9TZ-]+-[0-9a-f]{8}\.json$/;
/** Command line and server may be of different users: as their own umasks say. */
const MODE = 0o666;

/** One time that a file of teams was handed in, or an earlier one brought back. */
export interface HandIn {
  /** SHA-256 of the file. */
  readonly file_id: string;
  readonly file_name: string;
  /** As the file calls itself. */
  readonly capacity_version: string;
  readonly teams: number;
  readonly inspectors: number;
  /** ISO time. */
  readonly handed_in_at: string;
  /** Null where nobody signed in, or the file was put in its place by hand. */
  readonly handed_in_by: string | null;
}

/** A file of teams, as it was given. */
export interface CapacityFile {
  readonly name: string;
  readonly content: string;
}

/** SHA-256 of a file of teams. */
export const capacityFileId = (content: string): string =>
  createHash('sha256').update(content).digest('hex');

/**
 * A warehouse's files of teams: the one in force is `capacity.yaml`; every one that ever was is kept as
 * `capacity/SHA256.yaml`, and each time one was handed in as `capacity/TIME-SHA256.json`.
 */
export class CapacityStore {
  readonly inForceFile: string;
  readonly #folder: string;

  constructor(dir: string) {
    this.inForceFile = join(dir, 'capacity.yaml');
    this.#folder = join(dir, 'capacity');
  }

  /** Whether there is a file in force. */
  get hasOne(): boolean {
    return existsSync(this.inForceFile);
  }

  /** The file in force, as it was given. */
  inForce(): string {
    return readFileSync(this.inForceFile, 'utf8');
  }

  /** A file that is kept; undefined for any other. */
  kept(fileId: string): string | undefined {
    const path = this.#path(fileId);
    return FILE_ID.test(fileId) && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  }

  /** Each time that a file was handed in, the newest first. */
  handIns(): HandIn[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder)
      .filter((name) => HAND_IN.test(name))
      .sort()
      .reverse()
      .map((name) => JSON.parse(readFileSync(join(this.#folder, name), 'utf8')) as HandIn);
  }

  /** Makes a file the one in force. Killed half-way, the one before is still in force. */
  take(content: string, handIn: HandIn): void {
    this.keep(content, handIn);
    writeAtomically(this.inForceFile, content, MODE);
  }

  /** Keeps a file without making it the one in force. */
  keep(content: string, handIn: HandIn): void {
    makeFolder(this.#folder);
    const { file_id, handed_in_at } = handIn;
    if (!existsSync(this.#path(file_id))) writeAtomically(this.#path(file_id), content, MODE);
    const time = handed_in_at.replace(/[:.]/g, '-');
    const record = join(this.#folder, `${time}-${file_id.slice(0, 8)}.json`);
    writeAtomically(record, `${JSON.stringify(handIn, undefined, 1)}\n`, MODE);
  }

  /** When the file in force was put in its place. */
  inForceSince(): string {
    return statSync(this.inForceFile).mtime.toISOString();
  }

  #path(fileId: string): string {
    return join(this.#folder, `${fileId}.yaml`);
  }
}
