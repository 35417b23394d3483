import { sightOf, type AccessDesk } from '../../access/index.ts';
import type { QueryRecord } from '../../console/index.ts';

/** Writes down who asked what in the console; also that names may have been read, by those who need them. */
export const consoleLog =
  (access: AccessDesk) =>
  ({ reader, address, sql, rows, format }: QueryRecord): void => {
    const told = { who: reader, address, what: sql, rows };
    access.audit.record({
      event: format === 'arrow' ? 'console_query' : 'console_export',
      ...told,
    });
    const account = access.readerNamed(reader, 'session');
    if (account && sightOf(account).personal)
      access.audit.record({ event: 'personal_access', ...told });
  };
