import { expect, test } from 'vitest';
import { Failure } from '../../pipeline/contracts/index.ts';
import { errorFamilies } from '../../pipeline/console/duckdb-words.ts';
import { ask, givenConsole } from './given.ts';

/**
 * A wrong statement, what it is answered in Chinese, and what is proposed. A version of DuckDB that words
 * an error otherwise fails here.
 */
const statements: readonly (readonly [sql: string, zh: string, hint?: string])[] = [
  [
    'select unit_code，x from facts.unit',
    '没有列“unit_code，x”：其中有全角标点',
    '把全角标点改成半角',
  ],
  ['select unit_coed from facts.unit', '没有列 unit_coed', '是否指 unit_code？'],
  ['select u.unit_coed from facts.unit u', '表 u 没有列 unit_coed', '是否指 unit_code？'],
  ['select x.unit_code from facts.unit u', 'from 中没有表 x', '是否指 u？'],
  ['select * from factz.unit', '没有表 factz.unit：没有 factz 这一组表'],
  ['select * from no.such.unit', '没有数据库 no'],
  [
    'select lag(1)',
    '窗口函数 lag() 后面要写 over (…)',
    '例如 row_number() over (order by score desc)',
  ],
  ['select * from facts.unti', '没有表 unti', '是否指 unit？'],
  ['select lenght(unit_code) from facts.unit', '没有函数 lenght', '是否指 length？'],
  ['select cast(1 as nosuchtype)', '没有类型 nosuchtype'],
  ['selekt 1', '语法错误，在“selekt”附近'],
  ['select unit_code frm facts.unit u v', '语法错误，在“facts”附近'],
  ['select unit_code from facts.unit where', '语法错误：查询没有写完'],
  ["select 'abc", '单引号没有成对'],
  ['select "abc', '双引号没有成对'],
  [
    'select unit_code from facts.unit a join facts.unit b on true',
    '不止一个表有列 unit_code，请写明是哪个："a.unit_code" or "b.unit_code"',
  ],
  ['from facts.unit a join facts.unit a on true', '有两个表都叫 a，请用 as 另起别名'],
  [
    'select unit_code, count(*) from facts.unit',
    '列 unit_code 既没有分组也没有聚合：加进 group by，或写 any_value(unit_code)',
  ],
  [
    'select unit_code from facts.unit group by unit_code having area > 1',
    '列 area 既没有分组也没有聚合：加进 group by，或写 any_value(area)',
  ],
  [
    'select 1 from facts.unit where count(*) > 1',
    'WHERE 里不能用聚合函数',
    '按聚合结果筛选用 having',
  ],
  ['select count(*) from facts.unit group by count(*)', 'GROUP BY 里不能用聚合函数'],
  [
    'select 1 from facts.unit where row_number() over () = 1',
    'WHERE 里不能用窗口函数',
    '按窗口函数筛选用 qualify',
  ],
  ['select sum(count(*)) from facts.unit', '聚合函数里不能再用聚合函数，请先在子查询里算好一层'],
  ['select sum(count(*) over ()) from facts.unit', '聚合函数里不能用窗口函数，请先在子查询里算好'],
  [
    'select row_number() over (order by row_number() over ()) from facts.unit',
    'over (…) 里不能再用窗口函数',
  ],
  ['select count(*) over w from facts.unit', '没有名为 w 的窗口'],
  [
    "select unit_code from facts.unit qualify unit_code = 'U1'",
    'qualify 只能筛选窗口函数，查询里没有窗口函数',
  ],
  ["select lower('x') over ()", 'lower 不是聚合函数，不能写 over'],
  ['select unit_code from facts.unit order by 3', 'ORDER 的列号应在 1 到 1 之间'],
  ['select unit_code from facts.unit group by 3', 'GROUP BY 的列号应在 1 到 1 之间'],
  [
    'select sum(unit_code) from facts.unit',
    '函数没有这样的参数：sum(VARCHAR)',
    '可以这样用：sum(DECIMAL) -> DECIMAL；sum(BOOLEAN) -> HUGEINT；sum(SMALLINT) -> HUGEINT',
  ],
  ['select unit_code + 1 from facts.unit', '函数没有这样的参数：+(VARCHAR, INTEGER_LITERAL)'],
  ["select year('2026')", '不能确定用哪个函数：year(STRING_LITERAL)，请用 ::类型 写明参数的类型'],
  [
    'select unit_code::integer from facts.unit',
    '“U1”不能转成 INT32（列 unit_code）',
    '不能转换的值要变空，用 try_cast',
  ],
  ["select cast('x' as integer)", '“x”不能转成 INT32'],
  ["select '2026年1月'::date", '“2026年1月”不是日期或时间，应写成 YYYY-MM-DD'],
  ["select '2026-02-30'::date", '没有这样的日期或时间：“2026-02-30”'],
  ["select 'a'::time", '没有这样的日期或时间：“a”'],
  ['select make_date(2026, 13, 1)', '没有这样的日期：2026-13-1'],
  ["select date '2026-01-01' = 1", 'INTEGER 不能转成 DATE'],
  ['select cast(99999999999 as integer)', '99999999999 超出 INT32 的范围'],
  ["select [1] union select 'x'", "VARCHAR 值 'x' 不能转成 INTEGER[]"],
  ['select 100.5::decimal(3,2)', '100.5 超出 DECIMAL(3,2) 的范围'],
  [
    'select coalesce(1::integer, unit_code) from facts.unit',
    'INTEGER 和 VARCHAR 不能混用，请用 ::类型 转换',
  ],
  [
    'select 1::integer in (select unit_code from facts.unit)',
    'INTEGER 和 VARCHAR 不能相比，请用 ::类型 转换',
  ],
  ['select 9223372036854775807 + 1', '计算结果超出整数范围：9223372036854775807 + 1'],
  ['select sqrt(-1)', '负数不能开平方'],
  ['select ln(0)', '零和负数没有对数'],
  ['select (select unit_code, area from facts.unit)', '子查询有 2 列，这里只能有 1 列'],
  ['select (select unit_code from facts.unit)', '子查询返回了不止一行，这里只能有一行'],
  ['select 1 union select 1, 2', 'union、except、intersect 两边的列数要相同'],
  ['values (1), (1, 2)', 'values 各行的列数要相同'],
  ['with a as (select 1), a as (select 2) select * from a', 'with 里有两个 a'],
  ['from facts.unit join (select 1 as q) x using (area)', 'join 的一边没有列 area'],
  ['from facts.unit natural join (select 1 as q) x', 'natural join 的两边没有同名的列'],
  ['select * exclude (zz) from facts.unit', '没有列 zz，不能 exclude 或 replace'],
  ["select columns('zz') from facts.unit", '没有名字符合 zz 的列'],
  ['from facts.unit limit -1', 'limit 和 offset 不能是负数'],
  [
    "select date_part('mont', date '2026-01-01')",
    '没有 mont 这个日期部分，可用 year、month、day 等',
  ],
  ["select strftime(date '2026-01-01', '%q')", '日期格式 %q 写法不对'],
  ["select strptime('x', '%Y')", '“x”不合日期格式 %Y'],
  ["select regexp_matches('a', '(')", '正则表达式的括号没有成对：('],
  ["select '{x'::json", '不是合格的 JSON，第 1 字节处有误'],
  ['select ({a:1}).b', '结构里没有 b', '是否指 a？'],
  ['select 1 from facts.unit where unnest([1]) = 1', '这里不能用 unnest'],
  ['select unnest(1)', 'unnest 只能展开列表，不能展开 INTEGER'],
  // Not DuckDB's own words.
  ['select $x', '参数 x 没有值', '写成 :名称，并给出值'],
  ['select 1; select 2', '只能运行一条查询（select）', '快照是只读的；请去掉其他语句'],
  ['drop table facts.unit', '只能运行一条查询（select）', '快照是只读的；请去掉其他语句'],
  // Of no kind that is known.
  ["select error('boom')", '查询有误：boom'],
];

test('what DuckDB says of wrong statements is said in Chinese, its own words kept', async () => {
  const { console } = await givenConsole();
  const used = new Set<RegExp>();
  for (const [sql, zh, hint] of statements) {
    const error: unknown = await ask(console, sql).catch((reason: unknown) => reason);
    if (!(error instanceof Failure)) {
      expect.soft(error, sql).toBeInstanceOf(Failure);
      continue;
    }
    const { error: told } = error.body('zh');
    expect.soft(told.message, `${sql}\n${error.text.en}`).toBe(zh);
    if (hint !== undefined) expect.soft(told.hint, sql).toBe(hint);
    const family = errorFamilies.find(({ pattern }) => pattern.test(error.text.en));
    if (family) {
      used.add(family.pattern);
      expect.soft(told.original, sql).toBe(error.text.en);
    } else expect.soft(told, sql).not.toHaveProperty('original');
    expect.soft(error.body('en').error, sql).not.toHaveProperty('original');
  }
  const unused = errorFamilies.filter(({ pattern }) => !used.has(pattern));
  expect(unused.map(({ zh }) => zh)).toEqual([]);
});

test('the place stays right, behind Chinese text and in later lines', async () => {
  const { console } = await givenConsole();
  const error: unknown = await ask(
    console,
    "select '安全' as 名称,\n  unit_coed\nfrom facts.unit",
  ).catch((reason: unknown) => reason);
  expect((error as Failure).body('zh').error).toMatchObject({
    message: '没有列 unit_coed',
    where: { line: 2, column: 3 },
    hint: '是否指 unit_code？',
  });
});
