/** Words that may follow a number without changing it. */
const UNITS = '人次|人|名|位|次|元|条|个|辆|部|台|家|处|项|起|件|份|间|栋|幢|场|所|秒|度';

const WRITTEN = `^(?:约|共|[¥￥])?\\s*(-?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?)\\s*(万|亿)?\\s*(?:${UNITS})?(?:左右)?$`;

/**
 * `read_number`: half-width text as DOUBLE, null where it is no number. Reads 12, 1,200元, 12人,
 * 1.2万元 (12000) and 1.2E+05; a unit that would change the number (分钟, %) makes it no number.
 * Its mark is what a pattern made of the cell where the cast failed: "@number|scale".
 */
export const numberMacros: readonly string[] = [
  `create or replace temp macro plain_number(cell) as
     case when not contains(cell, '_') and isfinite(try_cast(cell as double))
     then try_cast(cell as double) end`,
  `create or replace temp macro mark_number(cell) as
     case when plain_number(cell) is null then regexp_replace(cell, '${WRITTEN}', '@\\1|\\2') end`,
  `create or replace temp macro read_number(cell, mark) as
     case when mark is null then plain_number(cell)
     when starts_with(mark, '@')
     then try_cast(replace(split_part(mark[2:], '|', 1), ',', '') as double) *
       case split_part(mark, '|', 2) when '万' then 10000 when '亿' then 100000000 else 1 end end`,
];
