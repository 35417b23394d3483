/** A calendar day parted by anything clerks part it with, alone or with a time of day. */
const WRITTEN =
  '^(\\d{4})\\s*[-/.年、]\\s*(\\d{1,2})\\s*[-/.月、]\\s*(\\d{1,2})\\s*[日号]?' +
  '(?:\\s*T?\\s*(\\d{1,2})\\s*[:时点]\\s*(\\d{1,2})?\\s*(?:[:分]\\s*(\\d{1,2})?(?:\\.\\d+)?\\s*秒?)?)?$';

/** What a cast to timestamp reads as we would; without this guard it also takes "epoch" and year 21. */
const ISO = '^\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}([ T]\\d{1,2}:\\d{1,2}(:\\d{1,2}(\\.\\d+)?)?)?$';

const WRITTEN_MONTH = '^(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*月?份?$';

/**
 * Macros that read times, from cheapest to dearest. Each takes a trimmed cell and gives null
 * where it cannot read it:
 * - `read_time`, `read_date`: 2021-06-03, 2021/6/3, 2021.6.3, 2021年6月3日, 20210603, each with
 *   full-width digits and with a time of day, and Excel's serial numbers from 1982 to 2119
 * - `read_month`: the first day of the month of any of these, of 2021-06, 2021年6月 and 202106
 */
export const dateMacros: readonly string[] = [
  `create or replace temp macro iso_time(cell) as
     case when regexp_matches(cell, '${ISO}') then try_cast(cell as timestamp) end`,
  `create or replace temp macro time_of_parts(part) as
     case when part.y <> '' then try_cast(
       part.y || '-' || part.m || '-' || part.d || ' ' || coalesce(nullif(part.h, ''), '0') || ':' ||
       coalesce(nullif(part.i, ''), '0') || ':' || coalesce(nullif(part.s, ''), '0') as timestamp) end`,
  `create or replace temp macro written_time(cell) as
     time_of_parts(regexp_extract(half_width(cell), '${WRITTEN}', ['y', 'm', 'd', 'h', 'i', 's']))`,
  `create or replace temp macro compact_time(cell) as
     try_cast(regexp_replace(half_width(cell), '^((?:19|20)\\d{2})(\\d{2})(\\d{2})$', '\\1-\\2-\\3') as timestamp)`,
  `create or replace temp macro serial_time(cell) as
     case when regexp_matches(half_width(cell), '^[3-7]\\d{4}(\\.\\d+)?$')
     then timestamp '1899-12-30' + to_seconds(round(half_width(cell)::double * 86400)::bigint) end`,
  `create or replace temp macro read_time(cell) as
     coalesce(
       iso_time(cell),
       written_time(cell),
       case when regexp_matches(half_width(cell), '^\\d{8}$') then compact_time(cell) end,
       serial_time(cell))`,
  `create or replace temp macro read_date(cell) as read_time(cell)::date`,
  `create or replace temp macro read_month(cell) as
     coalesce(
       try_cast(case when regexp_matches(cell, '^\\d{4}-\\d{2}$') then cell || '-01' end as date),
       date_trunc('month', read_time(cell))::date,
       try_cast(regexp_replace(half_width(cell), '${WRITTEN_MONTH}', '\\1-\\2-1') as date),
       case when regexp_matches(half_width(cell), '^(19|20)\\d{4}$')
       then try_cast(regexp_replace(half_width(cell), '^(\\d{4})(\\d{2})$', '\\1-\\2-01') as date) end)`,
];

/** No return of ours speaks of days before this. */
export const EARLIEST = '1990-01-01';

/** Columns that say what is planned: they may lie further ahead than what has happened. */
const PLANNED = new Set(['deadline']);

/** How many years after a file was received a date in it may lie before it is held a slip of the pen. */
export const yearsAhead = (column: string): number => (PLANNED.has(column) ? 5 : 1);
