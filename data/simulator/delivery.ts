import type { Month } from './calendar.ts';
import type { Handwriting } from './handwriting.ts';
import type { Return } from './row.ts';

/** What one sender sends at one time. */
export interface Delivery {
  readonly sender: string;
  /** Minutes since 1970. */
  readonly received: number;
  readonly hand: Handwriting;
  /** What the file is about, where its name says so; CSV senders name the table. */
  readonly subject: string;
  /** The month that file name and title speak of. */
  readonly month: Month;
  /** Whether the rows are of that month alone, so that the title may say so. */
  readonly monthly: boolean;
  readonly tables: readonly (Return & {
    readonly sheet: string;
    /** Written in the safety month's own merged form, a file each row. */
    readonly form?: true;
  })[];
}
