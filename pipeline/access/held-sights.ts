import type { DuckDBInstance } from '@duckdb/node-api';
import { isWhole, sightKey, type Sight } from './sight.ts';
import { makeSightViews, relationsOf, type SnapshotRelations } from './sight-views.ts';
import { identifier } from './sql-words.ts';

/** Sights kept ready for one snapshot; each costs some hundred views in memory. */
const MOST = 48;

interface Ready {
  readonly catalog: string;
  users: number;
}

/** Sight views beside one open snapshot, each in a catalog of its own within the same instance, made when first asked for. */
export class HeldSights {
  readonly #ready = new Map<string, Promise<Ready>>();
  #place: Promise<{ source: string; relations: SnapshotRelations }> | undefined;
  #made = 0;

  constructor(private readonly instance: DuckDBInstance) {}

  /**
   * The catalog in which a sight's views are; undefined where everything may be seen.
   * @returns with how to say that it is no longer used, to be called once
   */
  async take(
    sight: Sight,
  ): Promise<{ readonly catalog: string; readonly release: () => void } | undefined> {
    if (isWhole(sight)) return undefined;
    const key = sightKey(sight);
    const known = this.#ready.get(key);
    const making = known ?? this.#make(sight);
    // Set anew each time, so that the order is that of use.
    this.#ready.delete(key);
    this.#ready.set(key, making);
    making.catch(() => this.#ready.delete(key));
    const ready = await making;
    ready.users++;
    if (!known) await this.#dropOldest();
    return { catalog: ready.catalog, release: () => void ready.users-- };
  }

  async #make(sight: Sight): Promise<Ready> {
    this.#made += 1;
    const catalog = `sight_${this.#made}`;
    const connection = await this.instance.connect();
    try {
      this.#place ??= (async () => {
        const reader = await connection.runAndReadAll('select current_database()');
        const source = String(reader.getRows()[0]?.[0]);
        return { source, relations: await relationsOf(connection, source) };
      })();
      const place = await this.#place;
      await connection.run(`attach ':memory:' as ${catalog} (read_write)`);
      await makeSightViews(connection, sight, { ...place, catalog });
      return { catalog, users: 0 };
    } finally {
      connection.closeSync();
    }
  }

  async #dropOldest(): Promise<void> {
    if (this.#ready.size <= MOST) return;
    for (const [key, making] of this.#ready) {
      const { catalog, users } = await making;
      if (users > 0) continue;
      this.#ready.delete(key);
      const connection = await this.instance.connect();
      await connection.run(`detach ${identifier(catalog)}`).finally(() => connection.closeSync());
      return;
    }
  }
}
