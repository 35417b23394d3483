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
 * `half` of the day; whole days as numbers such as 20210603 (keys): what is computed with them is
 * computed often, and simple sums cost little.
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
  `create or replace temp macro rest_of(mark) as
     '-' || split_part(mark_day(mark), '-', 2) || '-' || split_part(mark_day(mark), '-', 3)`,
  `create or replace temp macro md_of_mark(mark) as
     try_cast(split_part(mark_day(mark), '-', 2) as integer) * 100
     + try_cast(split_part(split_part(mark_day(mark), '-', 3), ' ', 1) as integer)`,
  `create or replace temp macro key_of(day) as year(day) * 10000 + month(day) * 100 + day(day)`,
  // The month of the row as base_y and base_m, the last possible day as latest (a key); where there is
  // none, null. Not after the month; of the year before only where that is not long ago.
  `create or replace temp macro past_year(md, base_y, base_m) as
     case when md // 100 <= base_m then base_y
     when base_m + 12 - md // 100 <= 6 then base_y - 1 end`,
  `create or replace temp macro later_year(md, base_y, base_m, latest) as
     case when md // 100 + 12 - base_m < 3 and (base_y + 1) * 10000 + md <= latest then null
     when md // 100 - base_m < 3 and base_y * 10000 + md <= latest then base_y
     else past_year(md, base_y, base_m) end`,
  `create or replace temp macro near_year(md, base_y, base_m) as
     base_y + case when abs(md // 100 - base_m) <= 4 then 0
     when md // 100 + 12 - base_m <= 4 then 1
     when base_m + 12 - md // 100 <= 4 then -1 end`,
  // The first such day from the anchor on, and the only one up to a bound.
  `create or replace temp macro year_from(md, anchor) as
     anchor // 10000 + (md < anchor % 10000)::integer`,
  `create or replace temp macro only_year_from(md, anchor, bound) as
     case when year_from(md, anchor) * 10000 + md <= bound
       and (year_from(md, anchor) + 1) * 10000 + md > bound then year_from(md, anchor) end`,
  `create or replace temp macro full_year(yy, reference) as
     case when length(yy) = 4 then try_cast(yy as integer)
     when 2000 + try_cast(yy as integer) between reference - 5 and reference + 5
     then 2000 + try_cast(yy as integer) end`,
  `create or replace temp macro past_year_meant(md, yy, base_y, base_m, around, latest) as
     case when md is null then null
     when yy <> '' then full_year(yy, coalesce(base_y, around, latest // 10000))
     when base_y is not null then past_year(md, base_y, base_m)
     when around * 10000 + md <= latest then around end`,
  `create or replace temp macro year_meant(md, yy, lie, base_y, base_m, around, anchor, latest, bound) as
     case when md is null then null
     when yy = '' and lie = 'due' and anchor is not null then year_from(md, anchor)
     when yy = '' and lie = 'later' and anchor is not null then only_year_from(md, anchor, bound)
     when yy = '' and lie = 'later' and base_y is not null then later_year(md, base_y, base_m, latest)
     when yy = '' and lie = 'due' then near_year(md, base_y, base_m)
     else past_year_meant(md, yy, base_y, base_m, around, latest) end`,
  `create or replace temp macro in_year(rest, wanted, half) as
     list_transform([time_written(wanted::varchar || rest)], lambda moment: in_half(moment, half))[1]`,
  // A month without its year, in the year that the surroundings name.
  `create or replace temp macro month_year(md, yy, base, around) as
     case when yy <> '' then full_year(yy, around)
     when base is null then around
     when md // 100 <= month(base) then year(base) end`,
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
  const valueOf = (column: Column | undefined): string =>
    (column && readings.find(({ columns }) => columns.includes(column))?.valueOf(column)) ?? 'null';
  const period = contract.columns.find(({ name }) => name === contract.period);
  const anchor = contract.columns.find(({ name }) => ANCHORS.includes(name));
  const listed = [...months, ...days];
  const base = `coalesce(${valueOf(period)}, month_around(surroundings))::date`;
  const latest = 'file_received_at + interval 1 day';
  return [
    { replaced: [], added: listed.map(openMarks) },
    { replaced: [], added: listed.flatMap(({ list }) => partsOfMarks(list ?? '')) },
    {
      replaced: months.map(
        ({
          list,
        }) => `case when ${list}_md is null then ${list} else list_transform(${list}, lambda value, i: coalesce(value,
          case when ${list}_md[i] is not null then in_year(${list}_rest[i],
            month_year(${list}_md[i], ${list}_yy[i], month_around(surroundings), year_around(surroundings)), '')::date end)) end as ${list}`,
      ),
      added: [],
    },
    {
      replaced: [],
      added: [
        `year(${base}) as base_y`,
        `month(${base}) as base_m`,
        'year_around(surroundings) as around_y',
        `key_of(${latest}) as latest_key`,
        `key_of(least(${latest}, coalesce(${base} + interval 3 month, ${latest}))) as bound_key`,
      ],
    },
    { replaced: [], added: [`${anchorKey(anchor, days, valueOf(anchor))} as anchor_key`] },
    {
      replaced: [],
      added: days.map(({ list, columns }) => {
        const lies = columns.map((column) => `'${lieOf(column)}'`).join(', ');
        return `list_transform(${list}_md, lambda md, i: year_meant(md, ${list}_yy[i], ([${lies}])[i],
          base_y, base_m, around_y, anchor_key, latest_key, bound_key)) as ${list}_years`;
      }),
    },
    {
      replaced: days.map(
        ({
          list,
        }) => `case when ${list}_years is null then ${list} else list_transform(${list}, lambda value, i: coalesce(value,
          case when ${list}_years[i] is not null
          then in_year(${list}_rest[i], ${list}_years[i], ${list}_half[i]) end)) end as ${list}`,
      ),
      added: [],
    },
  ];
}

/** The marks of days that are still open. */
function openMarks({ list, columns }: Reading): string {
  const ends = columns.map(({ name }) => (RANGE_ENDS[name] ? `'${RANGE_ENDS[name]}'` : 'null'));
  const lacking = list === 'times' ? 'case when not lacks_hour(mark) then mark end' : 'mark';
  return `list_transform(${list}_marks, lambda mark, i: open_mark(${lacking}, ([${ends.join(', ')}])[i])) as ${list}_open`;
}

const partsOfMarks = (list: string): string[] => [
  `case when list_any_value(${list}_open) is not null then list_transform(${list}_open, lambda mark: md_of_mark(mark)) end as ${list}_md`,
  `case when list_any_value(${list}_open) is not null then list_transform(${list}_open, lambda mark: split_part(mark_day(mark), '-', 1)) end as ${list}_yy`,
  `case when list_any_value(${list}_open) is not null then list_transform(${list}_open, lambda mark: rest_of(mark)) end as ${list}_rest`,
  `case when list_any_value(${list}_open) is not null then list_transform(${list}_open, lambda mark: mark_half(mark)) end as ${list}_half`,
];

/** The day from which others are counted, as a number that sorts like it. */
function anchorKey(anchor: Column | undefined, days: readonly Reading[], value: string): string {
  const reading = days.find(({ columns }) => anchor && columns.includes(anchor));
  const known = `key_of((${value})::timestamp)`;
  if (!anchor || !reading?.list) return known;
  const at = `[${reading.columns.indexOf(anchor) + 1}]`;
  const [md, yy] = [`${reading.list}_md${at}`, `${reading.list}_yy${at}`];
  return `coalesce(${known},
    past_year_meant(${md}, ${yy}, base_y, base_m, around_y, latest_key) * 10000 + ${md})`;
}
