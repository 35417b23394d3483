import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The editor in the product's own colours, which are light and dark by themselves. */
const frame = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--paper)', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  // Over what is inside: the gutter and the line of the cursor would cover an outline.
  '&.cm-focused::after': {
    content: '""',
    position: 'absolute',
    inset: 0,
    zIndex: 201,
    border: '2px solid var(--accent)',
    pointerEvents: 'none',
  },
  '.cm-scroller': {
    fontFamily: 'var(--font-code)',
    fontSize: '0.875rem',
    lineHeight: '1.6',
  },
  '.cm-content': { padding: '0.5rem 0', caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': {
    backgroundColor: 'var(--paper-soft)',
    color: 'var(--ink-soft)',
    borderRight: '1px solid var(--rule)',
  },
  '.cm-gutter-lint': { width: '1.1em' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--paper-soft) 60%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--paper-strong)', color: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { backgroundColor: 'var(--accent-soft)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--accent)',
  },
  '.cm-placeholder': { color: 'var(--ink-soft)' },
  '.cm-parameter': { color: 'var(--accent)', fontWeight: '600' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--tier-red-ink)',
    textDecorationSkipInk: 'none',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    border: '1px solid var(--rule-strong)',
    backgroundColor: 'var(--paper)',
    color: 'var(--ink)',
    boxShadow: '0 0.35rem 1rem rgb(0 0 0 / 18%)',
  },
  '.cm-diagnostic': { maxWidth: '34rem', fontFamily: 'var(--font)', whiteSpace: 'pre-wrap' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--tier-red)' },
  '.cm-panels': { backgroundColor: 'var(--paper-soft)', color: 'var(--ink)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--rule)' },
  '.cm-textfield, .cm-button': {
    border: '1px solid var(--rule)',
    backgroundColor: 'var(--paper)',
    backgroundImage: 'none',
    color: 'var(--ink)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--paper-strong)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--accent-soft)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxHeight: '19rem',
    fontFamily: 'var(--font)',
    fontSize: '0.8125rem',
    minWidth: 'min(28rem, 80vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    gap: '0.6rem',
    alignItems: 'baseline',
    padding: '0.2rem 0.6rem',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--accent-soft)',
    color: 'var(--ink)',
  },
  '.cm-completionLabel': { fontFamily: 'var(--font-code)', flex: 'none' },
  '.cm-completionWords': {
    flex: '1 1 auto',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: 'var(--ink-soft)',
  },
  '.cm-completionDetail': {
    flex: 'none',
    maxWidth: '12rem',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: 'var(--ink-soft)',
    fontStyle: 'normal',
  },
  '.cm-completionKind': {
    flex: 'none',
    width: '3.2em',
    color: 'var(--ink-soft)',
    fontSize: '0.6875rem',
  },
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--code-keyword)', fontWeight: '600' },
  { tag: [tags.typeName, tags.standard(tags.name)], color: 'var(--code-type)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], color: 'var(--ink-soft)' },
]);

export const theme = [frame, syntaxHighlighting(colours)];
