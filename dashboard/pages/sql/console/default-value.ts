import { session } from '../../../data/session.svelte.ts';

/** What a parameter is at first, by its name: the newest month for `month`, as a date; else null. */
export const defaultValue = (name: string): string | null =>
  name === 'month' || name === '月份' ? `${session.months.last}-01` : null;
