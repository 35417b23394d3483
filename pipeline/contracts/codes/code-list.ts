import { text, type Text } from '../text.ts';

/** One value that a `code` column may hold. */
export interface Code {
  readonly code: string;
  readonly label: Text;
  /** How hand-made files write it, besides the Chinese label and the code itself. */
  readonly synonyms: readonly string[];
}

export interface CodeList {
  readonly label: Text;
  readonly codes: readonly Code[];
}

/** Builds one {@link Code}: code, Chinese label, English label, then synonyms. */
export const code = (name: string, zh: string, en: string, ...synonyms: string[]): Code => ({
  code: name,
  label: text(zh, en),
  synonyms,
});
