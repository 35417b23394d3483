import { letterSimilarity } from './letter-similarity.ts';
import { text, type Text } from './text.ts';

/** Names less alike than this are not proposed. */
const LEAST = 0.3;
/** What is longer is compared with none. */
const LONGEST = 40;

/** The name that something written is likest to; undefined where it resembles none. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  if ([...written].length > LONGEST) return undefined;
  const [first] = names
    .map((name) => ({ name, likeness: letterSimilarity(written, name) }))
    .sort((one, other) => other.likeness - one.likeness);
  return first && first.likeness >= LEAST ? first.name : undefined;
}

/** The nearest name as the hint of a failure; none where there is none near. */
export function didYouMean(written: string, names: readonly string[]): { readonly hint?: Text } {
  const nearest = nearestName(written, names);
  return nearest === undefined
    ? {}
    : { hint: text(`是不是“${nearest}”？`, `Did you mean “${nearest}”?`) };
}
