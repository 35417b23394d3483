/** A day, with or without its year, alone or with a time of day, parted by anything clerks part it with. */
const WRITTEN =
  '^(?:(\\d{4}|\\d{2})\\s*[-/.年、]\\s*)?(\\d{1,2})\\s*[-/.月、]\\s*(\\d{1,2})\\s*[日号]?' +
  '(?:\\s*\\(?(?:星期|周)[一二三四五六日天]\\)?)?' +
  '\\s*(上午|下午|早上|晚上|中午|凌晨|[AaPp][Mm])?' +
  '(?:\\s*T?\\s*(\\d{1,2})\\s*[:时点]\\s*(?:(\\d{1,2}|半)\\s*(?:[:分]\\s*(?:(\\d{1,2})(?:\\.\\d+)?\\s*秒?)?)?)?)?' +
  '\\s*([AaPp][Mm])?$';

const WRITTEN_MONTH = '^(?:(\\d{4}|\\d{2})\\s*[-/.年]\\s*)?(\\d{1,2})\\s*月?份?$';

/** From one day to another; parts that the second leaves out are the first's. */
const range = (parted: string, between: string): string => {
  const year = `(?:(\\d{4}|\\d{2})\\s*[${parted}年]\\s*)?`;
  const month = `(\\d{1,2})\\s*[${parted}月]\\s*`;
  const day = '(\\d{1,2})\\s*[日号]?';
  return `^${year}${month}${day}\\s*(?:${between})\\s*(?:${year}${month})?${day}$`;
};
/** 21-6-3 is a day and no range: hyphens stand between days only where they do not stand in them. */
const RANGE = range('/.', '-+|至|到|~|～|—+|–');
const HYPHENATED_RANGE = range('-/.', '至|到|~|～|—+|–');
const RANGE_PARTS = '%\\1-\\2-\\3%\\4-\\5-\\6';

/**
 * Macros that read times. They take half-width text, and a mark: what a pattern made of the cell
 * where the cheap way failed (see the readers): "@half of the day|year-month-day time" for a day,
 * "%year-month-day%year-month-day" for a range, where years and the second month may be left out.
 * - `read_time`: 2021-06-03, 2021/6/3, 2021.6.3, 2021年6月3日（周四）, 20210603, each also with a
 *   time of day, and Excel's serial numbers from 1982 to 2118
 * - `read_moment`: the same, but 上午 alone is no time
 * - `read_month`: the first day of the month of any of these, of 2021-06, 2021年6月 and 202106
 */
export const dateMacros: readonly string[] = [
  // DuckDB's cast alone would also take "epoch", year 21, and times of other zones.
  `create or replace temp macro plain_time(cell) as
     case when cell[5] in ('-', '/') and length(cell) <= 19 and try_cast(cell[:4] as integer) > 0 and not contains(cell, '+')
     and not ends_with(cell, 'Z') then try_cast(cell as timestamp) end`,
  `create or replace temp macro mark_range(cell) as
     case when not contains(cell, '-')
       and not (contains(cell, '至') or contains(cell, '到') or contains(cell, '~') or contains(cell, '～')
         or contains(cell, '—') or contains(cell, '–')) then null
     when regexp_matches(cell, '${RANGE}') then regexp_replace(cell, '${RANGE}', '${RANGE_PARTS}')
     when regexp_matches(cell, '${HYPHENATED_RANGE}')
     then regexp_replace(cell, '${HYPHENATED_RANGE}', '${RANGE_PARTS}') end`,
  `create or replace temp macro mark_time(cell) as
     case when plain_time(cell) is null
     then coalesce(mark_range(cell),
       rtrim(regexp_replace(cell, '${WRITTEN}', '@\\4\\8|\\1-\\2-\\3 \\5:\\6:\\7'), ' :')) end`,
  // What a macro is given stands in it as often as it is named, which multiplies in nested ones: hence
  // lists of one and lambdas, which name a thing once.
  `create or replace temp macro time_written(written) as
     coalesce(try_cast(written as timestamp), try_cast(written || ':00' as timestamp))`,
  // 12 of the morning is midnight, 12 and 1 of noon follow one another.
  `create or replace temp macro in_half(moment, half) as
     moment + to_hours(case
       when half in ('下午', '晚上', 'pm') and hour(moment) < 12 then 12
       when half = '中午' and hour(moment) < 6 then 12
       when half in ('am', '凌晨') and hour(moment) = 12 then -12
       else 0 end)`,
  `create or replace temp macro mark_half(mark) as lower(split_part(mark, '|', 1)[2:])`,
  `create or replace temp macro mark_day(mark) as replace(split_part(mark, '|', 2), '半', '30')`,
  `create or replace temp macro time_of_mark(mark) as
     case when not starts_with(mark, '@') then null
     when starts_with(mark, '@|') and position('-' in mark) = 7 then time_written(mark[3:])
     when position('-' in split_part(mark, '|', 2)) = 5
     then list_transform([time_written(mark_day(mark))], lambda moment: in_half(moment, mark_half(mark)))[1] end`,
  `create or replace temp macro lacks_year(mark) as
     starts_with(mark, '@') and position('-' in split_part(mark, '|', 2)) <> 5`,
  `create or replace temp macro time_of_digits(cell) as
     case when length(cell) = 8 and try_cast(cell as integer) between 19000101 and 21991231
     then try_cast(cell[1:4] || '-' || cell[5:6] || '-' || cell[7:8] as timestamp)
     when length(cell) >= 5 and try_cast(cell as double) between 30000 and 79999.99999
     then timestamp '1899-12-30' + to_seconds(round(try_cast(cell as double) * 86400)::bigint) end`,
  `create or replace temp macro read_time(cell, mark) as
     coalesce(plain_time(cell), time_of_mark(mark), time_of_digits(cell))`,
  `create or replace temp macro lacks_hour(mark) as
     starts_with(mark, '@') and mark[2] <> '|' and not contains(split_part(mark, '|', 2), ' ')`,
  `create or replace temp macro read_moment(cell, mark) as
     case when mark is null or not lacks_hour(mark) then read_time(cell, mark) end`,
  `create or replace temp macro plain_month(cell) as
     case when length(cell) = 7 and cell[5] = '-' then try_cast(cell || '-01' as date)
     else date_trunc('month', plain_time(cell))::date end`,
  `create or replace temp macro mark_month(cell) as
     case when regexp_matches(cell, '${WRITTEN_MONTH}') and plain_time(cell) is null
     then regexp_replace(cell, '${WRITTEN_MONTH}', '@|\\1-\\2-1')
     else mark_time(cell) end`,
  `create or replace temp macro read_month(cell, mark) as
     date_trunc('month', coalesce(
       read_time(cell, mark),
       case when length(cell) = 6 and try_cast(cell as integer) between 190001 and 219912
       then try_cast(cell[1:4] || '-' || cell[5:6] || '-01' as timestamp) end))::date`,
];

/** No return of ours speaks of days before this. */
export const EARLIEST = '1990-01-01';

/** Columns that say what is planned: they may lie further ahead than what has happened. */
const PLANNED = new Set(['deadline', 'permit_until', 'annual_check_until', 'exit_on']);

/** How many years after a file was received a date in it may lie before it is held a slip of the pen. */
export const yearsAhead = (column: string): number => (PLANNED.has(column) ? 5 : 1);
