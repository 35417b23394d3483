import { isPersonal } from '../contracts/personal.ts';
import { MASK } from './masked-columns.ts';

/** A JSON value as it is for those who do not need names: whatever stands under a personal column's name is masked. */
export function withoutPersonal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPersonal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isPersonal(name) ? masked(inner) : withoutPersonal(inner),
    ]),
  );
}

const masked = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(() => MASK)
    : value === null || value === undefined
      ? value
      : MASK;
