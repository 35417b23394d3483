/** Shown in place of a name or a telephone number. */
export const MASK = '***';
