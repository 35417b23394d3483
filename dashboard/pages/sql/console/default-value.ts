import { session } from '../../../data/session.svelte.ts';

/** Whether a parameter of that name stands for a month. */
export const namesMonth = (name: string): boolean => name === 'month' || name === '月份';

/** What a parameter is at first, by its name: the newest month for `month`, as a date; else null. */
export const defaultValue = (name: string): string | null =>
  namesMonth(name) ? `${session.months.last}-01` : null;
