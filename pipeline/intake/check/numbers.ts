/** Words that may follow a number without changing it. */
const UNITS = '人次|人|名|位|次|元|条|个|辆|部|台|家|处|项|起|件|份|间|栋|幢|场|所|秒|度';

const WRITTEN = `^(?:约|共|[¥￥])?\\s*(-?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?)\\s*(万|亿)?\\s*(?:${UNITS})?(?:左右)?$`;

/**
 * `read_number`: a trimmed cell as DOUBLE, null where it is no number. Reads 12, 1,200元, 12人,
 * １２, 1.2万元 (12000) and 1.2E+05; a unit that would change the number (分钟, %) is no number.
 */
export const numberMacros: readonly string[] = [
  `create or replace temp macro number_of_parts(part) as
     try_cast(replace(part.number, ',', '') as double) *
     case part.scale when '万' then 10000 when '亿' then 100000000 else 1 end`,
  `create or replace temp macro read_number(cell) as
     case when isfinite(try_cast(cell as double)) and not contains(cell, '_') then cell::double
     else number_of_parts(regexp_extract(half_width(cell), '${WRITTEN}', ['number', 'scale'])) end`,
];
