/** What became of a return that was owed. */
export type ReturnStatus = 'missing' | 'late' | 'on_time';
