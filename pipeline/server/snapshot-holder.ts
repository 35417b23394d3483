import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { HeldSights } from '../access/held-sights.ts';
import { sightKey, wholeSight, type Sight } from '../access/sight.ts';
import { collectSoon } from './collect-soon.ts';
import { noSnapshot } from './http-failure.ts';
import { useNewest } from './use-newest.ts';

/** What `current.json` says of the published snapshot. */
export interface SnapshotRef {
  readonly snapshot_id: string;
  readonly file: string;
  /** Month that was scored last, `YYYY-MM`. */
  readonly month: string;
  readonly policy_version: string;
  readonly published_at: string;
}

/** A published snapshot that can be opened. */
export interface Published {
  readonly ref: SnapshotRef;
  /** Opens it read-only; who opened it closes it. */
  open(): Promise<DuckDBInstance>;
}

/** Tells which snapshot is published now, if any. Called at every request: it must be cheap. */
export type FindSnapshot = () => Published | undefined;

/** A snapshot in use; `release` must be called once, when nothing is read from it any more. */
export interface Lease {
  readonly ref: SnapshotRef;
  /** Sees what its sight may see, under the same names. */
  readonly connection: DuckDBConnection;
  /** Names the sight: answers of one are not another's. */
  readonly sight: string;
  release(): void;
}

interface Held {
  readonly ref: SnapshotRef;
  readonly instance: DuckDBInstance;
  readonly sights: HeldSights;
  users: number;
  retired: boolean;
}

/**
 * Keeps the newest published snapshot open. Looks at every lease whether another was published, so a
 * publish shows at the next request; who is still reading the old one finishes on it, then it is closed.
 */
export class SnapshotHolder {
  private held: Held | undefined;
  private switching: Promise<void> | undefined;
  private closed = false;

  /** @param report told of a snapshot that could not be opened; the one before stays in use */
  constructor(
    private readonly find: FindSnapshot,
    private readonly report: (error: unknown) => void,
  ) {}

  /**
   * A connection to the newest snapshot.
   * @param sight what may be seen through it
   * @throws HttpFailure `no_snapshot` where none was published
   */
  async lease(sight: Sight = wholeSight): Promise<Lease> {
    this.switching ??= this.follow().finally(() => (this.switching = undefined));
    await this.switching;
    const held = this.held;
    if (!held || this.closed) throw noSnapshot();
    held.users++;
    let seen: Awaited<ReturnType<HeldSights['take']>>;
    try {
      seen = await held.sights.take(sight);
      const connection = await held.instance.connect();
      if (seen) await connection.run(`use ${seen.catalog}`);
      const { ref } = held;
      const release = () => {
        seen?.release();
        this.release(held, connection);
      };
      return { ref, connection, sight: sightKey(sight), release };
    } catch (error) {
      seen?.release();
      this.leave(held);
      throw error;
    }
  }

  /** Closes the snapshot as soon as nobody reads from it; no lease is given any more. */
  close(): void {
    this.closed = true;
    this.retire();
  }

  private async follow(): Promise<void> {
    try {
      const next = await useNewest(this.find, async (published) => {
        if (!published || published.ref.snapshot_id === this.held?.ref.snapshot_id)
          return undefined;
        return { ref: published.ref, instance: await published.open() };
      });
      if (!next) return;
      this.retire();
      const sights = new HeldSights(next.instance);
      this.held = { ...next, sights, users: 0, retired: false };
      if (this.closed) this.retire();
    } catch (error) {
      if (!this.held) throw error;
      this.report(error);
    }
  }

  private retire(): void {
    const old = this.held;
    this.held = undefined;
    if (!old) return;
    old.retired = true;
    if (old.users === 0) this.letGo(old);
  }

  private release(held: Held, connection: DuckDBConnection): void {
    connection.closeSync();
    this.leave(held);
  }

  private letGo(held: Held): void {
    held.instance.closeSync();
    collectSoon();
  }

  private leave(held: Held): void {
    held.users--;
    if (held.retired && held.users === 0) this.letGo(held);
  }
}
