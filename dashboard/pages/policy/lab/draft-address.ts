import type { Changes, DraftValue, PolicyField } from '../../../data/policy-actions.ts';

/**
 * A draft as the address holds it: field and value in turn, parted by commas, in the order of the fields.
 * @returns '' where nothing is changed
 */
export const writeDraft = (changes: Changes, fields: readonly PolicyField[]): string =>
  fields
    .filter(({ field, value }) => changes[field] !== undefined && changes[field] !== value)
    .flatMap(({ field }) => [field, String(changes[field])])
    .join(',');

/**
 * Reads a draft out of an address. What is no field, or no value of the field's type, is left out: an address
 * may be old or mistyped.
 */
export function readDraft(text: string | null, fields: readonly PolicyField[]): Changes {
  const words = (text ?? '').split(',');
  const changes: Record<string, DraftValue> = {};
  for (let index = 0; index + 1 < words.length; index += 2) {
    const known = fields.find(({ field }) => field === words[index]);
    const value = known && valueOf(words[index + 1] ?? '', known.value);
    if (known && value !== undefined && value !== known.value) changes[known.field] = value;
  }
  return changes;
}

function valueOf(word: string, like: DraftValue): DraftValue | undefined {
  if (typeof like === 'boolean')
    return word === 'true' ? true : word === 'false' ? false : undefined;
  if (typeof like === 'string') return word;
  const number = Number(word);
  return word.trim() === '' || Number.isNaN(number) ? undefined : number;
}

/**
 * Brings the weights back to a sum of 100 after some were changed: the others share what is left in the
 * proportion they have, rounded to tenths, the greatest of them taking what rounding leaves.
 * @returns the changes with the weights of the others; as they were where the changed ones alone pass 100
 */
export function rebalance(changes: Changes, fields: readonly PolicyField[]): Changes {
  const weights = fields.flatMap(({ field, value }) =>
    /^indicators\.\w+\.weight$/.test(field) && typeof value === 'number'
      ? [{ field, value, changed: changes[field] }]
      : [],
  );
  const kept = weights.filter(({ changed }) => changed === undefined);
  const fixed = weights.reduce((sum, { changed }) => sum + Number(changed ?? 0), 0);
  const former = kept.reduce((sum, { value }) => sum + value, 0);
  const left = 100 - fixed;
  if (left < 0 || former === 0) return changes;
  const tenths = kept.map(({ field, value }) => ({
    field,
    tenths: Math.round((value / former) * left * 10),
  }));
  const greatest = tenths.reduce((one, other) => (other.tenths > one.tenths ? other : one));
  greatest.tenths += Math.round(left * 10) - tenths.reduce((sum, each) => sum + each.tenths, 0);
  return {
    ...changes,
    ...Object.fromEntries(tenths.map((each) => [each.field, each.tenths / 10])),
  };
}
