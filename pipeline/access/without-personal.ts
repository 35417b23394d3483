import { freeTextColumns, isPersonal } from '../contracts/personal.ts';
import { MASK } from './mask.ts';
import { withoutNumbers } from './recognised-numbers.ts';

/**
 * A JSON value as it is for those who do not need names: whatever
 * stands under a personal column's name is masked, and numbers in what people wrote.
 */
export function withoutPersonal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPersonal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isPersonal(name)
        ? masked(inner)
        : typeof inner === 'string' && freeTextColumns.has(name)
          ? withoutNumbers(inner)
          : withoutPersonal(inner),
    ]),
  );
}

const masked = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(() => MASK)
    : value === null || value === undefined
      ? value
      : MASK;
