import {
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  acceptCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { completion } from './completion.ts';
import { duckdb } from './dialect.ts';
import { parameterMarks } from './parameter-marks.ts';
import { theme } from './theme.ts';

/** A stretch of the text that is wrong, and why. */
export interface ErrorMark {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** Words that the editor says in the reader's language. */
export interface EditorWords {
  readonly label: string;
  readonly placeholder: string;
  readonly phrases: Readonly<Record<string, string>>;
}

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly words: EditorWords;
  readonly onChange: (text: string) => void;
  /** Ctrl+Enter: the selection with its place, or the whole text. */
  readonly onRun: (text: string, offset: number) => void;
  /** Ctrl+S. */
  readonly onSave: () => void;
}

/** The editor, as the page deals with it. */
export interface Editor {
  /** Shows the text of a tab, with the tab's own undo history. */
  open(tab: string, text: string): void;
  /** The text as it stands. */
  text(): string;
  /** Puts another text in the place of the open tab's; it can be undone. */
  replace(text: string): void;
  /** Lets go of a tab's undo history. */
  forget(tab: string): void;
  /** Puts a text in the place of the selection, and the cursor behind it. */
  insert(text: string): void;
  /** What would be run: the selection, or the whole text. */
  chosen(): { readonly text: string; readonly offset: number };
  mark(errors: readonly ErrorMark[]): void;
  /** Puts the cursor at a place of the text, in sight. */
  goTo(offset: number): void;
  say(words: EditorWords): void;
  focus(): void;
  destroy(): void;
}

/** Makes the editor. It is a module of its own so that only who opens the console loads it. */
export function createEditor(options: EditorOptions): Editor {
  const language = new Compartment();
  const states = new Map<string, EditorState>();
  let words = options.words;
  let open: string | undefined;

  let view = new EditorView({ parent: options.parent });
  const run = (): boolean => {
    closeCompletion(view);
    const { text, offset } = chosen(view.state);
    options.onRun(text, offset);
    return true;
  };
  const save = (): boolean => {
    options.onSave();
    return true;
  };
  const make = (doc: string): EditorState =>
    EditorState.create({
      doc,
      extensions: [
        Prec.highest(
          keymap.of([
            { key: 'Mod-Enter', run },
            { key: 'Mod-s', run: save, preventDefault: true },
            { key: 'Tab', run: acceptCompletion },
          ]),
        ),
        lineNumbers(),
        lintGutter(),
        highlightActiveLineGutter(),
        history(),
        drawSelection(),
        EditorState.allowMultipleSelections.of(true),
        indentUnit.of('  '),
        bracketMatching(),
        closeBrackets(),
        completion,
        highlightActiveLine(),
        highlightSelectionMatches(),
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...completionKeymap,
          indentWithTab,
        ]),
        EditorView.lineWrapping,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onChange(update.state.doc.toString());
        }),
        duckdb,
        parameterMarks,
        theme,
        language.of(spoken(words)),
      ],
    });

  return {
    open(tab, text) {
      if (open !== undefined) states.set(open, view.state);
      open = tab;
      const known = states.get(tab);
      const state = known && known.doc.toString() === text ? known : make(text);
      const focused = view.hasFocus;
      // A view of its own: completions that were still asked for must not come into another text.
      view.destroy();
      view = new EditorView({ parent: options.parent, state });
      view.dispatch({ effects: language.reconfigure(spoken(words)) });
      if (focused) view.focus();
    },
    text: () => view.state.doc.toString(),
    replace(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    forget(tab) {
      states.delete(tab);
      if (open === tab) open = undefined;
    },
    insert(text) {
      view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true });
      view.focus();
    },
    chosen: () => chosen(view.state),
    mark(errors) {
      const { length } = view.state.doc;
      view.dispatch(
        setDiagnostics(
          view.state,
          errors
            .filter(({ from }) => from <= length)
            .map(({ from, to, message }) => ({
              from,
              to: Math.min(to, length),
              severity: 'error' as const,
              message,
            })),
        ),
      );
    },
    goTo(offset) {
      const at = Math.min(offset, view.state.doc.length);
      view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
      view.focus();
    },
    say(next) {
      words = next;
      view.dispatch({ effects: language.reconfigure(spoken(next)) });
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

const spoken = ({ label, placeholder: hint, phrases }: EditorWords): Extension => [
  EditorState.phrases.of({ ...phrases }),
  EditorView.contentAttributes.of({ 'aria-label': label }),
  placeholder(hint),
];

function chosen(state: EditorState): { text: string; offset: number } {
  const { main } = state.selection;
  return main.empty
    ? { text: state.doc.toString(), offset: 0 }
    : { text: state.sliceDoc(main.from, main.to), offset: main.from };
}
