import type { Text } from '../contracts/index.ts';

/** A kind of DuckDB's errors: how its text begins, and what it says in Chinese. */
export interface ErrorFamily {
  /** Matches the text from its first sign on; its group `column` names where a value comes from. */
  readonly pattern: RegExp;
  /** With `$1` for the pattern's first group, and so on. */
  readonly zh: string;
  /** What to do about it. */
  readonly hint?: Text;
}

/** Every kind that an analyst meets, the narrower before the wider. The wordings are DuckDB's own, version by version. */
export const errorFamilies: readonly ErrorFamily[] = [
  {
    pattern: /^Referenced (?:column|table) "([^"]*[，。；：！＝（）“”‘’][^"]*)" not found/,
    zh: '没有列“$1”：其中有全角标点',
    hint: { zh: '把全角标点改成半角', en: 'Write it with half-width signs' },
  },
  { pattern: /^Referenced column "([^"]*)" not found in FROM clause/, zh: '没有列 $1' },
  { pattern: /^Table "([^"]*)" does not have a column named "([^"]*)"/, zh: '表 $1 没有列 $2' },
  { pattern: /^Referenced table "([^"]*)" not found/, zh: 'from 中没有表 $1' },
  {
    pattern: /^Table with name "([^"]*)" does not exist because schema "([^"]*)" does not exist/,
    zh: '没有表 $1：没有 $2 这一组表',
  },
  { pattern: /^Catalog "([^"]*)" does not exist/, zh: '没有数据库 $1' },
  {
    pattern:
      /^Scalar Function with name (row_number|rank|dense_rank|percent_rank|cume_dist|ntile|lag|lead|first_value|last_value|nth_value) does not exist/,
    zh: '窗口函数 $1() 后面要写 over (…)',
    hint: {
      zh: '例如 row_number() over (order by score desc)',
      en: 'As in row_number() over (order by score desc)',
    },
  },
  { pattern: /^Table with name (.+?) does not exist/, zh: '没有表 $1' },
  { pattern: /^(?:Scalar|Table) Function with name (.+?) does not exist/, zh: '没有函数 $1' },
  { pattern: /^Type with name (.+?) does not exist/, zh: '没有类型 $1' },
  { pattern: /^syntax error at or near "([\s\S]*)"$/, zh: '语法错误，在“$1”附近' },
  { pattern: /^syntax error at end of input/, zh: '语法错误：查询没有写完' },
  { pattern: /^unterminated quoted string/, zh: '单引号没有成对' },
  { pattern: /^unterminated quoted identifier/, zh: '双引号没有成对' },
  {
    pattern: /^Ambiguous reference to column name "([^"]*)" \(use: (.+)\)/,
    zh: '不止一个表有列 $1，请写明是哪个：$2',
  },
  { pattern: /^Ambiguous reference to table "([^"]*)"/, zh: '有两个表都叫 $1，请用 as 另起别名' },
  {
    pattern: /^column "?([^"\s]+)"? must appear in the GROUP BY clause/,
    zh: '列 $1 既没有分组也没有聚合：加进 group by，或写 any_value($1)',
  },
  {
    pattern: /^(\w+(?: BY)?) clause cannot contain aggregates/,
    zh: '$1 里不能用聚合函数',
    hint: { zh: '按聚合结果筛选用 having', en: 'Filter by aggregates in having' },
  },
  {
    pattern: /^(\w+(?: BY)?) clause cannot contain window functions/,
    zh: '$1 里不能用窗口函数',
    hint: { zh: '按窗口函数筛选用 qualify', en: 'Filter by window functions in qualify' },
  },
  {
    pattern: /^aggregate function calls cannot be nested/,
    zh: '聚合函数里不能再用聚合函数，请先在子查询里算好一层',
  },
  {
    pattern: /^aggregate function calls cannot contain window function calls/,
    zh: '聚合函数里不能用窗口函数，请先在子查询里算好',
  },
  {
    pattern: /^window functions are not allowed in window definitions/,
    zh: 'over (…) 里不能再用窗口函数',
  },
  { pattern: /^window "([^"]*)" does not exist/, zh: '没有名为 $1 的窗口' },
  {
    pattern: /^at least one window function must appear in the SELECT column or QUALIFY/,
    zh: 'qualify 只能筛选窗口函数，查询里没有窗口函数',
  },
  { pattern: /^(\S+) is not an aggregate function/, zh: '$1 不是聚合函数，不能写 over' },
  {
    pattern: /^(GROUP BY|ORDER) term out of range - should be between 1 and (\d+)/,
    zh: '$1 的列号应在 1 到 $2 之间',
  },
  {
    pattern: /^No function matches the given name and argument types '(.+?)'(?:\.|\n|$)/,
    zh: '函数没有这样的参数：$1',
  },
  {
    pattern: /^Could not choose a best candidate function for the function call "(.+?)"\./,
    zh: '不能确定用哪个函数：$1，请用 ::类型 写明参数的类型',
  },
  {
    pattern:
      /^Could not convert string '([\s\S]*)' to (\w+)(?: when casting from source column (?<column>\S+))?/,
    zh: '“$1”不能转成 $2',
    hint: {
      zh: '不能转换的值要变空，用 try_cast',
      en: 'try_cast makes null of what cannot be converted',
    },
  },
  {
    pattern:
      /^invalid (?:date|timestamp) field format: "([\s\S]*?)", expected format is \((.+)\)(?: when casting from source column (?<column>\S+))?/,
    zh: '“$1”不是日期或时间，应写成 $2',
  },
  {
    pattern:
      /^(?:date|timestamp|time) field value out of range: "([\s\S]*?)"(?:, expected format is \(.+\))?(?: when casting from source column (?<column>\S+))?/,
    zh: '没有这样的日期或时间：“$1”',
  },
  { pattern: /^Date out of range: (\S+)/, zh: '没有这样的日期：$1' },
  {
    pattern:
      /^Unimplemented type for cast \((.+?) -> (.+?)\)(?: when casting from source column (?<column>\S+))?/,
    zh: '$1 不能转成 $2',
  },
  {
    pattern:
      /^Type \S+ with value (\S+) can't be cast because the value is out of range for the destination type (\w+)(?: when casting from source column (?<column>\S+))?/,
    zh: '$1 超出 $2 的范围',
  },
  {
    pattern: /^Type (\S+) with value ([\s\S]+) can't be cast to the destination type (\S+)/,
    zh: '$1 值 $2 不能转成 $3',
  },
  { pattern: /^Casting value "([^"]*)" to type (DECIMAL\S+) failed/, zh: '$1 超出 $2 的范围' },
  {
    pattern: /^Cannot mix values of type (.+?) and (.+?) in/,
    zh: '$1 和 $2 不能混用，请用 ::类型 转换',
  },
  {
    pattern: /^Cannot compare values of type (.+?) and (?:type )?(.+?)(?: in \S+ clause)? -/,
    zh: '$1 和 $2 不能相比，请用 ::类型 转换',
  },
  { pattern: /^Overflow in \w+ of \w+ \((.+?)\)/, zh: '计算结果超出整数范围：$1' },
  { pattern: /^cannot take square root of a negative number/, zh: '负数不能开平方' },
  { pattern: /^cannot take logarithm of (?:zero|a negative number)/, zh: '零和负数没有对数' },
  {
    pattern: /^Subquery returns (\d+) columns - expected (\d+)/,
    zh: '子查询有 $1 列，这里只能有 $2 列',
  },
  {
    pattern: /^More than one row returned by a subquery used as an expression/,
    zh: '子查询返回了不止一行，这里只能有一行',
  },
  {
    pattern: /^Set operations can only apply to expressions with the same number of result columns/,
    zh: 'union、except、intersect 两边的列数要相同',
  },
  { pattern: /^VALUES lists must all be the same length/, zh: 'values 各行的列数要相同' },
  { pattern: /^Duplicate CTE name "([^"]*)"/, zh: 'with 里有两个 $1' },
  {
    pattern: /^Column "([^"]*)" does not exist on (?:left|right) side of join/,
    zh: 'join 的一边没有列 $1',
  },
  {
    pattern: /^No columns found to join on in NATURAL JOIN/,
    zh: 'natural join 的两边没有同名的列',
  },
  {
    pattern: /^Column "([^"]*)" in (?:EXCLUDE|REPLACE) list not found/,
    zh: '没有列 $1，不能 exclude 或 replace',
  },
  { pattern: /^No matching columns found that match regex "(.*)"/, zh: '没有名字符合 $1 的列' },
  { pattern: /^LIMIT\/OFFSET cannot be negative/, zh: 'limit 和 offset 不能是负数' },
  {
    pattern: /^extract specifier "([^"]*)" not recognized/,
    zh: '没有 $1 这个日期部分，可用 year、month、day 等',
  },
  { pattern: /^Failed to parse format specifier (.+?):/, zh: '日期格式 $1 写法不对' },
  {
    pattern: /^Could not parse string "([\s\S]*?)" according to format specifier "([\s\S]*?)"/,
    zh: '“$1”不合日期格式 $2',
  },
  { pattern: /^missing [)\]]: ([\s\S]*)/, zh: '正则表达式的括号没有成对：$1' },
  { pattern: /^Malformed JSON at byte (\d+) of input/, zh: '不是合格的 JSON，第 $1 字节处有误' },
  { pattern: /^Could not find key "([^"]*)" in struct/, zh: '结构里没有 $1' },
  { pattern: /^UNNEST not supported here/, zh: '这里不能用 unnest' },
  {
    pattern: /^UNNEST\(\) can only be applied to lists, structs and NULL, not (.+)/,
    zh: 'unnest 只能展开列表，不能展开 $1',
  },
];
