/** A cookie's attributes beside `Path=/; HttpOnly`. */
interface CookieOptions {
  readonly secure: boolean;
  readonly sameSite: 'Strict' | 'Lax';
  /** Seconds; without it the cookie ends with the browser. */
  readonly maxAge?: number;
}

/** What browsers take for a host's own cookie, which no other host can set: TLS only, no domain, path `/`. */
const cookieName = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name);

/**
 * A `Set-Cookie` header. Values are tokens of ours, which need no quoting.
 * @throws RangeError for any other value
 */
export function setCookie(name: string, value: string, options: CookieOptions): string {
  if (!/^[\w-]*$/.test(value)) throw new RangeError('a cookie holds a token of ours');
  const { secure, sameSite, maxAge } = options;
  return [
    `${cookieName(name, secure)}=${value}`,
    'Path=/',
    'HttpOnly',
    `SameSite=${sameSite}`,
    ...(secure ? ['Secure'] : []),
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
  ].join('; ');
}

/** The value of a cookie in a `Cookie` header; undefined where it is missing or there twice. */
export function readCookie(
  header: string | undefined,
  name: string,
  secure: boolean,
): string | undefined {
  const wanted = `${cookieName(name, secure)}=`;
  const found = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(wanted));
  return found.length === 1 ? found[0]?.slice(wanted.length) : undefined;
}
