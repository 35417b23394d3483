import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, makeFolder, text, writeAtomically } from '../contracts/index.ts';
import type { PlanDocument } from './document.ts';
import { verify, type Certificate } from './draw/index.ts';

const PLAN = /^[0-9]{4}-[0-9]{2}-[0-9a-f]{8}$/;
const HASH = /^[0-9a-f]{64}$/;

/** Plans and draws of a warehouse, one file each: `plans/ID.json`, `draws/HASH.json`. */
export class PlanStore {
  constructor(private readonly dir: string) {}

  newId = (month: string): string => `${month}-${randomBytes(4).toString('hex')}`;

  /** Writes a plan; readers see the one before or this one, never half of it. */
  save(plan: PlanDocument): void {
    this.#write('plans', `${plan.id}.json`, `${JSON.stringify(plan)}\n`);
  }

  /** @throws Failure `plan_unknown` */
  load(id: string): PlanDocument {
    const content = PLAN.test(id) ? this.#read('plans', `${id}.json`) : undefined;
    if (content === undefined)
      throw new Failure('plan_unknown', text(`没有计划 ${id}`, `There is no plan ${id}`), {
        hint: text('刷新页面，从列表中选择', 'Load the page again and choose from the list'),
      });
    return JSON.parse(content) as PlanDocument;
  }

  /** Every plan, newest first. */
  list(): PlanDocument[] {
    return this.#names('plans')
      .map((name) => this.load(name.replace(/\.json$/, '')))
      .sort((one, other) => (one.created_at < other.created_at ? 1 : -1));
  }

  /** Keeps a certificate under its hash, and a commitment under its own. */
  saveDraw(hash: string, bytes: string): void {
    this.#write('draws', `${hash}.json`, bytes);
  }

  /** A certificate, verified again. @throws Failure `draw_unknown`, `draw_not_verified` */
  certificate(hash: string): Certificate {
    return verify(hash, this.draw(hash));
  }

  /** The bytes of a certificate or commitment. @throws Failure `draw_unknown` */
  draw(hash: string): string {
    const content = HASH.test(hash) ? this.#read('draws', `${hash}.json`) : undefined;
    if (content === undefined)
      throw new Failure('draw_unknown', text(`没有抽取 ${hash}`, `There is no draw ${hash}`));
    return content;
  }

  /** Every certificate that is kept, as it stands in its file. */
  certificates(): Certificate[] {
    return this.draws()
      .map((hash) => JSON.parse(this.draw(hash)) as Certificate)
      .filter(({ certificate }) => certificate);
  }

  /** Hashes of all certificates and commitments. */
  draws(): string[] {
    return this.#names('draws').map((name) => name.replace(/\.json$/, ''));
  }

  #names(folder: string): string[] {
    try {
      return readdirSync(join(this.dir, folder)).filter((name) => /^[0-9a-f-]+\.json$/.test(name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  #read(folder: string, name: string): string | undefined {
    try {
      return readFileSync(join(this.dir, folder, name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  #write(folder: string, name: string, content: string): void {
    makeFolder(join(this.dir, folder));
    writeAtomically(join(this.dir, folder, name), content, 0o666);
  }
}
