import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { connectTo, openLocked } from '../../../pipeline/console/worker/locked-database.ts';
import { SecretsAround } from './secrets-around.ts';

/** The database as a worker opens it, with no check of statements before it. */
export class LockedCell {
  readonly #around = new SecretsAround();
  readonly #temporary = mkdtempSync(join(tmpdir(), 'xiaoan-cell-'));

  get secret(): string {
    return this.#around.secret;
  }

  open(): Promise<void> {
    return this.#around.write();
  }

  close(): void {
    this.#around.remove();
    rmSync(this.#temporary, { recursive: true, force: true });
  }

  /** @returns rows or error of all statements in the text, as one text, each time on a database newly opened */
  async run(sql: string): Promise<string> {
    const instance = await openLocked(this.#around.snapshot, this.#temporary, {
      memoryMegabytes: 256,
      diskMegabytes: 64,
      threads: 1,
    });
    try {
      return await this.#shown(await connectTo(instance), sql);
    } finally {
      instance.closeSync();
    }
  }

  /** As {@link run}, on a database that is not locked. */
  async runUnlocked(sql: string): Promise<string> {
    const instance = await DuckDBInstance.create(':memory:');
    try {
      return await this.#shown(await instance.connect(), sql);
    } finally {
      instance.closeSync();
    }
  }

  hash(): string {
    return this.#around.hash();
  }

  async #shown(connection: DuckDBConnection, sql: string): Promise<string> {
    try {
      const result = await connection.run(this.#around.placed(sql));
      return JSON.stringify(await result.getRowsJson());
    } catch (error) {
      return String(error);
    }
  }
}
