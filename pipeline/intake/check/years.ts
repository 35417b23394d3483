import type { Column, Contract } from '../../contracts/index.ts';
import type { Reading } from './readers.ts';

/**
 * How the day of a column lies to the month of its row: `past`: not after it; `later`: on or after
 * the day that something was found, perhaps a little after the month; `due`: ahead.
 */
type Lie = 'past' | 'later' | 'due';

const LIES: Readonly<Record<string, Lie>> = {
  deadline: 'due',
  closed_date: 'later',
  verified_date: 'later',
  reported_at: 'later',
  filled_date: 'later',
};
const lieOf = ({ name }: Column): Lie => LIES[name] ?? 'past';

/** The day from which the others of a row are counted. */
const ANCHORS = ['found_date', 'occurred_at'];

/** Columns of which a range of days names one: where it begins, or where it ends. */
const RANGE_ENDS: Readonly<Record<string, 'first' | 'last'>> = {
  found_date: 'first',
  inspection_date: 'first',
  deadline: 'last',
  closed_date: 'last',
  verified_date: 'last',
};

/**
 * Macros that complete days whose year is short or left out, by the month of the row and of what
 * stands around the table. They give null where more than one year is possible. A day is given as
 * its parts: `yy` the short year or '', `rest` what follows the year, `md` month and day as a number,
 * `half` of the day.
 */
export const yearMacros: readonly string[] = [
  `create or replace temp macro part_of(mark, side, place) as
     split_part(split_part(mark, '%', side + 1), '-', place)`,
  `create or replace temp macro last_year_of(mark) as
     case when part_of(mark, 2, 1) <> '' or part_of(mark, 1, 1) = '' then part_of(mark, 2, 1)
     when try_cast(part_of(mark, 2, 2) as integer) < try_cast(part_of(mark, 1, 2) as integer)
     then (try_cast(part_of(mark, 1, 1) as integer) + 1)::varchar
     else part_of(mark, 1, 1) end`,
  // The mark of one end of a range, or of a day that lacks its year; null for all others.
  `create or replace temp macro open_mark(mark, range_end) as
     case when lacks_year(mark) then mark
     when not starts_with(mark, '%') then null
     when range_end = 'first' then '@|' || split_part(mark, '%', 2)
     when range_end = 'last' then '@|' || last_year_of(mark) || '-'
       || coalesce(nullif(part_of(mark, 2, 2), ''), part_of(mark, 1, 2)) || '-' || part_of(mark, 2, 3) end`,
  `create or replace temp macro parts_of(mark) as {
     'yy': split_part(mark_day(mark), '-', 1),
     'rest': '-' || split_part(mark_day(mark), '-', 2) || '-' || split_part(mark_day(mark), '-', 3),
     'md': try_cast(split_part(mark_day(mark), '-', 2) as integer) * 100
       + try_cast(split_part(split_part(mark_day(mark), '-', 3), ' ', 1) as integer),
     'half': mark_half(mark) }`,
  `create or replace temp macro md_of(day) as month(day) * 100 + day(day)`,
  // Years and months as one number, for comparing how far apart they are.
  `create or replace temp macro months_of(year, md) as year * 12 + md // 100`,
  // Not after the month; of the year before only where that is not long ago.
  `create or replace temp macro past_year(md, base) as
     case when md // 100 <= month(base) then year(base)
     when months_of(year(base) - 1, md) >= months_of(year(base), md_of(base)) - 6 then year(base) - 1 end`,
  `create or replace temp macro later_year(md, base, latest) as
     case when months_of(year(base) + 1, md) < months_of(year(base), md_of(base)) + 3
       and (year(latest), md_of(latest)) >= (year(base) + 1, md) then null
     when months_of(year(base), md) < months_of(year(base), md_of(base)) + 3
       and (year(latest), md_of(latest)) >= (year(base), md) then year(base)
     else past_year(md, base) end`,
  `create or replace temp macro near_year(md, base) as
     case when abs(md // 100 - month(base)) <= 4 then year(base)
     when md // 100 + 12 - month(base) <= 4 then year(base) + 1
     when month(base) + 12 - md // 100 <= 4 then year(base) - 1 end`,
  `create or replace temp macro year_from(md, anchor) as
     year(anchor) + case when md >= md_of(anchor) then 0 else 1 end`,
  `create or replace temp macro only_year_from(md, anchor, latest) as
     case when (year_from(md, anchor), md) <= (year(latest), md_of(latest))
       and (year_from(md, anchor) + 1, md) > (year(latest), md_of(latest))
     then year_from(md, anchor) end`,
  `create or replace temp macro short_year(yy, reference) as
     case when 2000 + try_cast(yy as integer) between reference - 5 and reference + 5
     then 2000 + try_cast(yy as integer) end`,
  // base: month of the row, or null; base_year: year that its surroundings name, or null.
  `create or replace temp macro year_meant(parts, lie, base, base_year, anchor, latest) as
     case when length(parts.yy) = 4 then try_cast(parts.yy as integer)
     when parts.yy <> '' then short_year(parts.yy, coalesce(year(base), base_year, year(latest)))
     when lie = 'due' and anchor is not null then year_from(parts.md, anchor)
     when lie = 'later' and anchor is not null
     then only_year_from(parts.md, anchor, least(latest, coalesce(base + interval 3 month, latest)))
     when base is not null then
       case lie when 'past' then past_year(parts.md, base)
       when 'later' then later_year(parts.md, base, latest)
       else near_year(parts.md, base) end
     when lie <> 'due' and (base_year, parts.md) <= (year(latest), md_of(latest)) then base_year end`,
  `create or replace temp macro in_year(parts, wanted) as
     list_transform([time_written(wanted::varchar || parts.rest)],
       lambda moment: in_half(moment, parts.half))[1]`,
  // A month without its year, in the year that the surroundings name.
  `create or replace temp macro month_year(parts, base, base_year) as
     case when parts.yy <> '' then short_year(parts.yy, coalesce(year(base), base_year))
     when base is null then base_year
     when parts.md // 100 <= month(base) then year(base) end`,
  `create or replace temp macro month_around(surroundings) as
     case when length(surroundings) = 10 then try_cast(surroundings as date) end`,
  `create or replace temp macro year_around(surroundings) as try_cast(surroundings[:4] as integer)`,
];

/** A layer of a query: columns put in place of others, and new ones. */
export interface Layer {
  readonly replaced: readonly string[];
  readonly added: readonly string[];
}

/**
 * The layers that complete what the readers left open for want of a year, over rows that have
 * `surroundings`: the month (as the date of its first day) or year that stands around the table.
 */
export function yearLayers(contract: Contract, readings: readonly Reading[]): Layer[] {
  const months = readings.filter(({ list }) => list === 'months');
  const days = readings.filter(({ list }) => list === 'dates' || list === 'times');
  if (days.length === 0 && months.length === 0) return [];
  const readingOf = (column: Column | undefined) =>
    column && readings.find(({ columns }) => columns.includes(column));
  const valueOf = (column: Column | undefined): string =>
    (column && readingOf(column)?.valueOf(column)) ?? 'null';
  const period = contract.columns.find(({ name }) => name === contract.period);
  const anchor = contract.columns.find(({ name }) => ANCHORS.includes(name));
  const latest = 'file_received_at + interval 1 day';
  const completed = (parts: string, lie: string, after: string) =>
    `case when ${parts} is not null then in_year(${parts},
       year_meant(${parts}, ${lie}, base_month, base_year, ${after}, ${latest})) end`;
  const anchorReading = readingOf(anchor);
  const anchorParts =
    anchor && anchorReading?.list && days.includes(anchorReading)
      ? `${anchorReading.list}_parts[${anchorReading.columns.indexOf(anchor) + 1}]`
      : undefined;
  const anchorDay = anchorParts
    ? `coalesce(${valueOf(anchor)}, ${completed(anchorParts, "'past'", 'null::timestamp')})`
    : valueOf(anchor);
  const around = 'month_around(surroundings), year_around(surroundings)';
  return [
    {
      replaced: [],
      added: [...months, ...days].map(({ list, columns }) => {
        const ends = columns.map(({ name }) =>
          RANGE_ENDS[name] ? `'${RANGE_ENDS[name]}'` : 'null',
        );
        const lacking = list === 'times' ? `case when not lacks_hour(mark) then mark end` : 'mark';
        return `list_transform(${list}_marks, lambda mark, i: open_mark(${lacking}, ([${ends.join(', ')}])[i])) as ${list}_open`;
      }),
    },
    {
      replaced: [],
      added: [...months, ...days].map(
        ({ list }) =>
          `list_transform(${list}_open, lambda mark: case when mark is not null then parts_of(mark) end) as ${list}_parts`,
      ),
    },
    {
      replaced: months.map(
        ({ list }) =>
          `list_transform(${list}, lambda value, i: coalesce(value,
             case when ${list}_parts[i] is not null then in_year(${list}_parts[i], month_year(${list}_parts[i], ${around}))::date end)) as ${list}`,
      ),
      added: [],
    },
    {
      replaced: [],
      added: [
        `coalesce(${valueOf(period)}, month_around(surroundings))::date as base_month`,
        'year_around(surroundings) as base_year',
      ],
    },
    { replaced: [], added: [`(${anchorDay})::timestamp as anchor_day`] },
    {
      replaced: days.map(({ list, columns }) => {
        const lies = columns.map((column) => `'${lieOf(column)}'`).join(', ');
        return `list_transform(${list}, lambda value, i: coalesce(value,
          ${completed(`${list}_parts[i]`, `([${lies}])[i]`, 'anchor_day')})) as ${list}`;
      }),
      added: [],
    },
  ];
}
