import { basename, isAbsolute } from 'node:path';
import type { Locale, Text } from './text.ts';

/**
 * Where something went wrong, as precisely as it is known. `row` counts from 1, as the sheet shows it; in
 * a statement `line` and `column` do.
 */
export interface Where {
  readonly file?: string;
  readonly sheet?: string;
  readonly row?: number;
  readonly line?: number;
  readonly column?: string | number;
}

/** The one error shape of HTTP, `--json` and the ledger. */
export interface FailureBody {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly where: Where | null;
    readonly hint: string | null;
    /** What the message translates, in the words of the engine that told it; absent where nothing was. */
    readonly original?: string;
  };
}

/**
 * An error that a person is meant to read: what happened, where, and what to do next.
 * Anything else that is thrown is a bug of ours.
 */
export class Failure extends Error {
  override readonly name = 'Failure';

  /**
   * @param code stable, snake_case, for machines
   * @param text what happened, in both languages
   * @param options `where` it happened; `hint`: what to do next; `original`: what `text` translates;
   *   `usage`: that what was asked is wrong whatever the data hold
   */
  constructor(
    readonly code: string,
    readonly text: Text,
    readonly options: {
      readonly where?: Where;
      readonly hint?: Text;
      readonly original?: string;
      readonly usage?: boolean;
      readonly cause?: unknown;
    } = {},
  ) {
    super(text.en, options.cause === undefined ? undefined : { cause: options.cause });
  }

  /** The failure in the one error shape, in one language. */
  body(locale: Locale): FailureBody {
    const { original } = this.options;
    return {
      error: {
        code: this.code,
        message: this.text[locale],
        where: this.options.where ?? null,
        hint: this.options.hint?.[locale] ?? null,
        ...(original !== undefined && original !== this.text[locale] && { original }),
      },
    };
  }

  /** As {@link body}, for readers of pages: a file goes by its name, since where it lies is the server's own business. */
  bodyForPages(locale: Locale): FailureBody {
    const { error } = this.body(locale);
    const file = error.where?.file;
    if (file === undefined || !isAbsolute(file)) return { error };
    const name = basename(file);
    return {
      error: {
        ...error,
        where: { ...error.where, file: name },
        ...(error.original !== undefined && { original: error.original.replaceAll(file, name) }),
      },
    };
  }
}
