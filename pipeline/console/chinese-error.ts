import { errorFamilies, type ErrorFamily } from './duckdb-words.ts';

/**
 * A text of DuckDB's in Chinese, with the kind that it is of.
 * @returns undefined for a text that no kind knows
 */
export function chineseError(
  message: string,
): { readonly family: ErrorFamily; readonly zh: string } | undefined {
  for (const family of errorFamilies) {
    const found = family.pattern.exec(message);
    if (!found) continue;
    const column = found.groups?.['column'];
    const told = family.zh.replaceAll(
      /\$(\d)/g,
      (_whole, group: string) => found[Number(group)] ?? '',
    );
    return { family, zh: column === undefined ? told : `${told}（列 ${column}）` };
  }
  return undefined;
}
