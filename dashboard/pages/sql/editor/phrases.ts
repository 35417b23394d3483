import { t } from '../../../i18n/translate.ts';

/** CodeMirror's own words, which it asks for by their English. Reactive. */
export const phrases = (): Readonly<Record<string, string>> => ({
  Completions: t('sql.editor.completions'),
  Diagnostics: t('sql.editor.diagnostics'),
  'No diagnostics': t('sql.editor.no_diagnostics'),
  close: t('sql.editor.close'),
  Find: t('sql.editor.find'),
  Replace: t('sql.editor.replace_with'),
  next: t('sql.editor.next'),
  previous: t('sql.editor.previous'),
  all: t('sql.editor.all'),
  'match case': t('sql.editor.match_case'),
  regexp: t('sql.editor.regexp'),
  'by word': t('sql.editor.by_word'),
  replace: t('sql.editor.replace'),
  'replace all': t('sql.editor.replace_all'),
  'current match': t('sql.editor.current_match'),
  'on line': t('sql.editor.on_line'),
  'replaced $ matches': t('sql.editor.replaced'),
  'replaced match on line $': t('sql.editor.replaced_on_line'),
  'Go to line': t('sql.editor.go_to_line'),
  go: t('sql.editor.go'),
  'Control character': t('sql.editor.control_character'),
  'Selection deleted': t('sql.editor.selection_deleted'),
});
