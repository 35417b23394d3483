/** New values of search parameters; null and the empty text take a parameter away. */
export type SearchChange = Readonly<Record<string, string | null>>;

/**
 * Applies changes to a query string. Parameters come out in name order, so that the same view
 * always has the same address.
 * @returns the query string with its question mark, or '' where nothing is left
 */
export function changeSearch(search: string, change: SearchChange): string {
  const parameters = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === '') parameters.delete(name);
    else parameters.set(name, value);
  }
  parameters.sort();
  // Commas separate the values of a filter; they are legal in a query and easier to read as they are.
  const text = parameters.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}

/** Only the named parameters of a query string, in the form of {@link changeSearch}. */
export function keepSearch(search: string, names: readonly string[]): string {
  const kept = new URLSearchParams(search);
  for (const name of [...kept.keys()]) if (!names.includes(name)) kept.delete(name);
  return changeSearch(kept.toString(), {});
}
