import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** A small snapshot in a folder with files that hold a secret, which no statement may see. */
export class SecretsAround {
  readonly secret = `canary-${randomUUID()}`;
  readonly folder = mkdtempSync(join(tmpdir(), 'xiaoan-attack-'));
  readonly snapshot = join(this.folder, 'snapshot.duckdb');

  async write(): Promise<void> {
    const { folder } = this;
    for (const name of ['secret.csv', 'secret.json', 'secret.txt'])
      writeFileSync(join(folder, name), `a\n"${this.secret}"\n`);
    await database(join(folder, 'other.duckdb'), [
      `create table secret as select '${this.secret}' as a`,
      `copy secret to '${folder}/secret.parquet'`,
    ]);
    await database(this.snapshot, [
      'create schema facts',
      `create table facts.unit as select * from (values
        ('U1', '临河第一小学', 'primary', '临河片区'), ('U2', '松岭幼儿园', 'kindergarten', '松岭片区'))
        t(unit_code, unit_name, kind, area)`,
    ]);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** `{canary}` and `{folder}` put in. */
  placed(text: string): string {
    return text
      .replaceAll('{canary}', join(this.folder, 'secret.csv'))
      .replaceAll('{folder}', this.folder);
  }

  /** Names and contents of all files there are. */
  hash(): string {
    const hash = createHash('sha256');
    for (const name of readdirSync(this.folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const path = join(this.folder, name);
      hash.update(name);
      if (statSync(path).isFile()) hash.update(readFileSync(path));
    }
    return hash.digest('hex');
  }
}

async function database(path: string, statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}
