import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, write, type WorkSheet } from '@e965/xlsx';
import {
  correctionOf,
  ingestFile,
  type Correction,
  type FileOutcome,
} from '../../pipeline/intake/index.ts';
import { openWarehouse } from '../../pipeline/warehouse/index.ts';
import { ask, buildFixture, modelsFixture, temporaryFolder } from '../warehouse/fixture.ts';

const model = (name: string): string =>
  readFileSync(new URL(`../../models/marts/${name}`, import.meta.url), 'utf8');

/** A clerk's desk: files are sent, corrections come back, and what is published can be looked at. */
export class Desk {
  readonly folder = temporaryFolder();
  #sent = 0;

  /** Sends a file, each a day after the one before. */
  async send(name: string, bytes: Uint8Array | string): Promise<FileOutcome> {
    this.#sent += 1;
    const warehouse = await openWarehouse(this.folder);
    try {
      return await ingestFile(warehouse.connection, {
        path: name,
        bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
        receivedFolder: join(this.folder, 'received'),
        receivedAt: new Date(2025, 5, this.#sent, 9),
      });
    } finally {
      await warehouse.close();
    }
  }

  /** The correction workbook of a file. */
  async correction(fileId: string, locale: 'zh' | 'en' = 'zh'): Promise<Correction> {
    const warehouse = await openWarehouse(this.folder);
    try {
      const receivedFolder = join(this.folder, 'received');
      return await correctionOf(warehouse.connection, fileId, { receivedFolder, locale });
    } finally {
      await warehouse.close();
    }
  }

  /** Publishes and asks. */
  async look(sql: string): Promise<Record<string, unknown>[]> {
    const models = modelsFixture(['staging', 'facts'], {
      'marts/quarantine.sql': model('quarantine.sql'),
      'marts/quarantine.yaml': model('quarantine.yaml'),
    });
    const { snapshot } = await buildFixture(this.folder, { models });
    return ask(snapshot.path, sql);
  }

  /** Faults still open: the file's name, the cell and the reason's code. */
  open = () =>
    this.look(
      `select f.file_name as file, q.cell, q.reason_code as reason
       from marts.quarantine q
       join intake.file f using (file_id)
       where q.resolved_by is null
       order by 1, 2, 3`,
    );
}

/** Fills in cells of a workbook as a clerk would, and saves it. */
export function mend(
  bytes: Uint8Array,
  cells: Readonly<Record<string, Readonly<Record<string, string | number>>>>,
): Uint8Array {
  const book = read(bytes, { type: 'buffer', cellStyles: true });
  for (const [name, values] of Object.entries(cells)) {
    const sheet = book.Sheets[name] as WorkSheet;
    for (const [address, value] of Object.entries(values))
      sheet[address] = { t: typeof value === 'number' ? 'n' : 's', v: value };
  }
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
}
