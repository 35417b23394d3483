import { text, type Text } from './text.ts';

/** A table of schema `intake`: what the pipeline keeps of every file it was given, and of what a bureau decided. */
export interface IntakeTable {
  readonly name: string;
  readonly grain: Text;
  readonly columns: readonly { name: string; type: string; label: Text }[];
  readonly primaryKey: readonly string[];
}

/** A column of a table that the warehouse itself defines. */
export const column = (name: string, type: string, zh: string, en: string) => ({
  name,
  type,
  label: text(zh, en),
});
