/**
 * An address to go to after signing in: a path of ours, else the overview. Browsers take `//host` and
 * `/\host` for another server's, whatever tabs and line breaks stand in between.
 */
export const ownAddress = (to: string | null): string =>
  to !== null && /^\/(?![/\\\s])/.test(to) && !to.startsWith('/sign-in') ? to : '/';
