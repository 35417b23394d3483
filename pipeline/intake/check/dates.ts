/** A calendar day parted by anything clerks part it with, alone or with a time of day. */
const WRITTEN =
  '^(\\d{4})\\s*[-/.年、]\\s*(\\d{1,2})\\s*[-/.月、]\\s*(\\d{1,2})\\s*[日号]?' +
  '(?:\\s*T?\\s*(\\d{1,2})\\s*[:时点]\\s*(?:(\\d{1,2})\\s*(?:[:分]\\s*(?:(\\d{1,2})(?:\\.\\d+)?\\s*秒?)?)?)?)?$';

const WRITTEN_MONTH = '^(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*月?份?$';

/**
 * Macros that read times. They take half-width text, and a mark: what a pattern made of the cell
 * where the cheap way failed (see the readers), beginning with "@" where it fits.
 * - `read_time`: 2021-06-03, 2021/6/3, 2021.6.3, 2021年6月3日, 20210603, each also with a time of
 *   day, and Excel's serial numbers from 1982 to 2118
 * - `read_month`: the first day of the month of any of these, of 2021-06, 2021年6月 and 202106
 */
export const dateMacros: readonly string[] = [
  // DuckDB's cast alone would also take "epoch", year 21, and times of other zones.
  `create or replace temp macro plain_time(cell) as
     case when cell[5] in ('-', '/') and length(cell) <= 19 and try_cast(cell[:4] as integer) > 0 and not contains(cell, '+')
     and not ends_with(cell, 'Z') then try_cast(cell as timestamp) end`,
  `create or replace temp macro mark_time(cell) as
     case when plain_time(cell) is null
     then rtrim(regexp_replace(cell, '${WRITTEN}', '@\\1-\\2-\\3 \\4:\\5:\\6'), ' :') end`,
  `create or replace temp macro time_of_mark(mark) as
     case when starts_with(mark, '@')
     then coalesce(try_cast(mark[2:] as timestamp), try_cast(mark[2:] || ':00' as timestamp)) end`,
  `create or replace temp macro time_of_digits(cell) as
     case when length(cell) = 8 and try_cast(cell as integer) between 19000101 and 21991231
     then try_cast(cell[1:4] || '-' || cell[5:6] || '-' || cell[7:8] as timestamp)
     when length(cell) >= 5 and try_cast(cell as double) between 30000 and 79999.99999
     then timestamp '1899-12-30' + to_seconds(round(try_cast(cell as double) * 86400)::bigint) end`,
  `create or replace temp macro read_time(cell, mark) as
     coalesce(plain_time(cell), time_of_mark(mark), time_of_digits(cell))`,
  `create or replace temp macro plain_month(cell) as
     case when length(cell) = 7 and cell[5] = '-' then try_cast(cell || '-01' as date)
     else date_trunc('month', plain_time(cell))::date end`,
  `create or replace temp macro mark_month(cell) as
     case when starts_with(mark_time(cell), '@') then mark_time(cell)
     else regexp_replace(cell, '${WRITTEN_MONTH}', '@\\1-\\2-1') end`,
  `create or replace temp macro read_month(cell, mark) as
     date_trunc('month', coalesce(
       read_time(cell, mark),
       case when length(cell) = 6 and try_cast(cell as integer) between 190001 and 219912
       then try_cast(cell[1:4] || '-' || cell[5:6] || '-01' as timestamp) end))::date`,
];

/** No return of ours speaks of days before this. */
export const EARLIEST = '1990-01-01';

/** Columns that say what is planned: they may lie further ahead than what has happened. */
const PLANNED = new Set(['deadline']);

/** How many years after a file was received a date in it may lie before it is held a slip of the pen. */
export const yearsAhead = (column: string): number => (PLANNED.has(column) ? 5 : 1);
