/** Whether Escape was pressed; not where it ends the composing of a word, which is the input method's own. */
export const isEscape = ({ key, isComposing }: KeyboardEvent): boolean =>
  key === 'Escape' && !isComposing;
