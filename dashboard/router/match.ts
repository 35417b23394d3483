export type PathParameters = Readonly<Record<string, string>>;

/**
 * Matches a path against a pattern such as `/units/:code`; a trailing slash does not matter.
 * @returns the decoded parameters, or undefined where the path does not match
 */
export function matchPath(pattern: string, path: string): PathParameters | undefined {
  const wanted = segments(pattern);
  const given = segments(path);
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith(':')) parameters[segment.slice(1)] = decode(value);
    else if (segment !== value) return undefined;
  }
  return parameters;
}

const segments = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
