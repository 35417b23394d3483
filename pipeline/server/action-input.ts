import { text } from '../contracts/index.ts';
import { HttpFailure } from './http-failure.ts';

/** Longest file name and longest value that is taken. */
const LONGEST = 200;

/**
 * A file's name without folders and signs that no file system or page wants; never a path.
 * @throws HttpFailure 400 where nothing is left of it
 */
export function fileName(given: unknown): string {
  const last = typeof given === 'string' ? (given.split(/[/\\]/).at(-1) ?? '') : '';
  const name = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/^[.\s]+|\s+$/g, '');
  if (name !== '') return [...name].slice(-LONGEST).join('');
  throw new HttpFailure(400, 'name_missing', text('没有文件名', 'The file has no name'), {
    where: { column: 'name' },
  });
}

/** A JSON body's fields, each read as it should be. */
export class Fields {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(body: unknown) {
    this.#values =
      typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  }

  /** @throws HttpFailure 400 for what is no text, or too long */
  text(name: string): string {
    const value = this.#values[name];
    if (typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST) return value;
    throw new HttpFailure(
      400,
      'bad_field',
      text(
        `缺少 ${name}，或不是 ${LONGEST} 字以内的文字`,
        `${name} must be a text of at most ${LONGEST} signs`,
      ),
      { where: { column: name } },
    );
  }

  /** As {@link text}, where null is allowed. */
  textOrNull(name: string): string | null {
    return this.#values[name] === null ? null : this.text(name);
  }

  /** Whether a field is true. */
  flag(name: string): boolean {
    return this.#values[name] === true;
  }
}
