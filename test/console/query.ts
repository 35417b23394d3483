import { randomUUID } from 'node:crypto';
import type { SqlQuery } from '../../pipeline/server/index.ts';

/** A query with an id of its own. */
export const query = (sql: string, more: Partial<SqlQuery> = {}): SqlQuery => ({
  id: randomUUID(),
  sql,
  parameters: {},
  format: 'arrow',
  whole: false,
  ...more,
});
