import {
  Decoration,
  EditorView,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';
import { parameterPlaces } from '../text/parameters.ts';

const mark = Decoration.mark({ class: 'cm-parameter' });

const marksOf = (view: EditorView): DecorationSet =>
  Decoration.set(
    parameterPlaces(view.state.doc.toString()).map(({ from, to }) => mark.range(from, to)),
  );

/** Colours the `:parameters` of a query. */
export const parameterMarks = ViewPlugin.fromClass(
  class {
    marks: DecorationSet;

    constructor(view: EditorView) {
      this.marks = marksOf(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged) this.marks = marksOf(update.view);
    }
  },
  { decorations: ({ marks }) => marks },
);
