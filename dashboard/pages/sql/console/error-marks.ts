import { SqlError } from '../../../data/sql/sql-error.ts';
import type { ErrorMark } from '../editor/create-editor.ts';
import { offsetOf, wordEnd } from '../text/statements.ts';
import type { Run } from './run.svelte.ts';

const none: readonly ErrorMark[] = [];

/** What the editor underlines in a text because of what a run of a part of it was answered. */
export function errorMarks(run: Run | undefined, text: string): readonly ErrorMark[] {
  const error = run?.error;
  if (!run || !(error instanceof SqlError) || !error.place) return none;
  // What has been changed since is no longer where the server saw it.
  if (!text.startsWith(run.sql, run.offset)) return none;
  const at = offsetOf(run.sql, error.place.line, error.place.column);
  const message = [error.message, error.hint].filter(Boolean).join('\n');
  return [{ from: run.offset + at, to: run.offset + wordEnd(run.sql, at), message }];
}
