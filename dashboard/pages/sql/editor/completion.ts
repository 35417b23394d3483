import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { askCompletions, type CompletionOption } from '../../../data/sql/api.ts';
import { bilingual } from '../../../i18n/bilingual.ts';
import { formatNumber } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { scan } from '../text/scan.ts';

/** A completion that still knows what the server said of it. */
interface ServerCompletion extends Completion {
  readonly option: CompletionOption;
}

/** Characters after which the list opens by itself. */
const OPENS_AFTER = /[\p{L}\p{N}_.]$/u;

/** Asks the server, which ranks: tables and columns first, found by their Chinese names, too. */
async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const sql = context.state.doc.toString();
  const before = sql.slice(0, context.pos);
  if (!context.explicit && !OPENS_AFTER.test(before)) return null;
  if (isQuiet(sql, context.pos)) return null;
  const stop = new AbortController();
  context.addEventListener('abort', () => stop.abort(), { onDocChange: true });
  // Without an answer there is no list; the reader goes on writing.
  const answer = await askCompletions(sql, context.pos, stop.signal).catch(() => undefined);
  if (!answer || context.aborted || answer.options.length === 0) return null;
  // Who has gone on to a button or a field no longer wants it.
  if (context.view?.hasFocus === false) return null;
  return { from: answer.from, options: answer.options.map(completionOf), filter: false };
}

/** Whether a place lies within a string or a comment, where nothing is to be completed. */
const isQuiet = (sql: string, position: number): boolean =>
  scan(sql).some(
    ({ kind, from, to }) =>
      (kind === 'string' || kind === 'comment') && from < position && position <= to,
  );

const completionOf = (option: CompletionOption): ServerCompletion => ({
  label: option.label,
  apply: option.apply ?? option.label,
  option,
});

function span(className: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}

/** Of a table how many rows it has, of all else what the server says: a type, a signature. */
function detailOf({ kind, detail }: CompletionOption): string {
  if (!detail) return '';
  return kind === 'table' ? t('table.rows', { count: formatNumber(Number(detail)) }) : detail;
}

const optionOf = (completion: Completion): CompletionOption =>
  (completion as ServerCompletion).option;

export const completion: Extension = autocompletion({
  override: [complete],
  icons: false,
  activateOnTypingDelay: 80,
  maxRenderedOptions: 60,
  addToOptions: [
    {
      position: 20,
      render: (each) => span('cm-completionKind', t(`sql.kind.${optionOf(each).kind}`)),
    },
    {
      position: 60,
      render: (each) => {
        const { zh = null, en = null } = optionOf(each);
        return span('cm-completionWords', bilingual(zh, en));
      },
    },
    {
      position: 80,
      render: (each) => span('cm-completionDetail', detailOf(optionOf(each))),
    },
  ],
});
