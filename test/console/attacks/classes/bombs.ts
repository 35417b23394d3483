import { each, type Attack, type AttackClass } from '../attack.ts';

/** Which of two limits is met first hangs on the machine. */
const limit: Attack['expected'] = ['sql_memory', 'sql_timeout'];
/** Harmless or not, it ends within the limits, and nothing else suffers. */
const anyEnd: Attack['expected'] = ['ok', 'sql_memory', 'sql_timeout', 'sql_error', 'sql_crashed'];

export const memory: AttackClass = {
  name: 'memory bombs',
  attacks: each(limit, [
    "select repeat('x', 4000000000)",
    "select len(repeat(repeat('x', 40000), 100000))",
    "select len(list(repeat('x', 100000))) from range(1000000)",
    'select len(range(2000000000))',
    'select len(list(range)) from range(1000000000)',
    "select len(string_agg(repeat('x', 1000), '')) from range(100000000)",
    'select len(array_agg(a)) from (select range(1000000) a from range(100000))',
    'select histogram(range) is null from range(300000000)',
    'select mode(hash(range)) from range(300000000)',
    'select count(distinct hash(range)) from range(300000000)',
    'select median(hash(range)) from range(300000000)',
    'select count(*) from (select hash(range) h, count(*) from range(300000000) group by all)',
    'select max(len(l)) from (select list(range) over () l from range(10000000))',
    "select len(lpad('x', 2000000000, 'ab'))",
    "select len(regexp_replace(repeat('x', 10000000), 'x', repeat('y', 1000), 'g'))",
    "select len(replace(repeat('x', 20000000), 'x', repeat('y', 1000)))",
    'select map_from_entries(list((range, range))) is null from range(100000000)',
    "select to_json(list(repeat('x', 1000))) is null from range(10000000)",
    "select len(printf('%2000000000d', 1))",
    'with recursive t(x) as (select [1] union all select x || x from t) select count(*) from t',
    "with recursive t(x) as (select 'ab' union all select x || x from t) select count(*) from t",
    "select len(array_to_string(list_transform(range(100000000), lambda x: 'abcdefghij'), ''))",
    'select count(*) from (select distinct hash(range), hash(range, 1), hash(range, 2) from range(200000000))',
    "select repeat('x', 200000000) from range(100)",
  ]),
};

export const disk: AttackClass = {
  name: 'disk bombs',
  attacks: each(limit, [
    'select * from range(300000000) order by hash(range)',
    "select * from (select range, repeat('x', 100) || range t from range(50000000)) order by hash(range)",
    'select * from (select range, row_number() over (order by hash(range)) n from range(100000000)) where n < 0',
    'select count(*) from (select hash(range) h from range(100000000)) a join (select hash(range, 1) h from range(100000000)) b using (h)',
    "with c as materialized (select range, repeat(range::varchar, 20) t from range(100000000)) select count(*) from c a, c b where a.t = b.t || 'x'",
    "select list(t) from (select hash(range) h, repeat('y', 500) || range t from range(20000000)) group by h",
  ]),
};

export const processor: AttackClass = {
  name: 'recursion, joins and patterns without end',
  attacks: [
    ...each('sql_timeout', [
      'with recursive t(x) as (select 1 union all select x from t) select count(*) from t where x < 0',
      'with recursive t(x) as (select 1::hugeint union all select x + 1 from t) select max(x) from t',
      'with recursive a(x) as (select 0 union select (x + 1) % 1000000007 from a) select count(*) from a',
      'select count(*) from range(10000000) a, range(10000000) b where a.range * b.range % 7 = 3',
      'select count(*) from range(100000) a, range(100000) b, range(100000) c',
      'select count(*) from range(3000000) a left join range(3000000) b on a.range * b.range % 11 = 5',
      'select (select count(*) from range(1000000000) where range % (a.range + 2) = 1) from range(1000) a',
      'select sum(sin(range) ^ cos(range)) from range(100000000000)',
      "select count(*) from range(100000000000) where md5(range::varchar) like '%0000000000%'",
      "select count(*) from range(100000000000) where sha256(range::varchar) = 'x'",
      "select count(*) from range(100000000) where regexp_matches(repeat('a', 2000) || range, '(a+)+b')",
      "select count(*) from range(100000000) where repeat('a', 3000) || range like '%a%a%a%a%a%a%a%a%b'",
      "select count(*) from range(100000000) where repeat('a', 3000) || range similar to '(a|aa)*b'",
      "select sum(levenshtein(repeat('ab', 2000), repeat('ba', 2000) || range)) from range(1000000)",
      "select sum(damerau_levenshtein(repeat('ab', 500), repeat('ba', 500) || range)) from range(1000000)",
      'select count(*) from range(1000000000) a where a.range in (select range * 2 + 1 from range(1000)) and sqrt(a.range) * cos(a.range) > 1e9',
      "select count(*) from generate_series(timestamp '0001-01-01', timestamp '9999-12-31', interval 1 microsecond)",
    ]),
    ...each(limit, [
      'select sum(a.range) from range(10000000) a join range(10000000) b on a.range < b.range',
      'select sum(list_sum(list_transform(range(100000), lambda x: x * r.range))) from range(1000000) r',
      'select max(s) from (select sum(range) over (order by range rows between 100000 preceding and 100000 following exclude current row) s from range(100000000))',
      'select sum(len(list_sort(range(100000)))) + sum(r.range) from range(10000000) r where len(list_sort(range(r.range % 100000))) < 0',
    ]),
    ...each('sql_not_allowed', ['select sleep_ms(100000)', 'select pg_sleep(100)']),
    ...each(anyEnd, [
      "select regexp_matches('a', '(((((a{1,1000}){1,1000}){1,1000}){1,1000}){1,1000})')",
      "select regexp_matches(repeat('a', 100), '" + '(a?)'.repeat(500) + "')::int // 0 || 'x'::int",
      'select factorial(1000000)',
      'select 2 ^ 100000 :: hugeint',
    ]),
  ],
};

const nested = (open: string, close: string, depth: number, middle = '1') =>
  open.repeat(depth) + middle + close.repeat(depth);

export const parser: AttackClass = {
  name: 'statements that are too large',
  attacks: [
    ...each(anyEnd, [
      `select ${nested('(', ')', 20_000)}`,
      `select ${nested('[', ']', 20_000)}`,
      `select ${nested('abs(', ')', 5000)}`,
      `select ${nested('(select ', ')', 3000)}`,
      `select ${'not '.repeat(20_000)} true`,
      `select ${'- '.repeat(40_000)} 1`,
      `select 1 ${'+ 1'.repeat(30_000)}`,
      `select ${nested('case when true then ', ' end', 3000)}`,
      `select 1 ${'union all select 1 '.repeat(5000)}`,
      `select * from ${nested('(select * from ', ')', 2000, 'facts.unit')}`,
      `select * from ${Array.from({ length: 60 }, (_, at) => `facts.unit u${at}`).join(', ')} limit 1`,
      `select * from facts.unit u0 ${Array.from({ length: 40 }, (_, at) => `join facts.unit u${at + 1} on u${at + 1}.unit_code = u${at}.kind || u0.area`).join(' ')}`,
      `select ${Array.from({ length: 20_000 }, (_, at) => at).join(', ')}`,
      `select 1 in (${Array.from({ length: 15_000 }, (_, at) => at).join(', ')})`,
      `with ${Array.from(
        { length: 30 },
        (_, at) => `c${at + 1} as (select * from c${at} union all select * from c${at})`,
      )
        .join(', ')
        .replace(
          'c1 as (select * from c0 union all select * from c0)',
          'c1 as (select 1)',
        )} select count(*) from c30`,
      `select '${'x'.repeat(90_000)}' like '${'%x'.repeat(4000)}'`,
      `select ${nested('struct_pack(a := ', ')', 900)}`,
      `select ${nested('{a: ', '}', 900)}`,
      `select cast(null as ${nested('struct(a ', ')', 3000, 'integer')})`,
      `select cast(null as integer${'[]'.repeat(5000)})`,
      `select '${nested('[', ']', 40_000)}'::json -> '$[0]'`,
      `select json_extract('${nested('{"a":', '}', 15_000)}', '$${'.a'.repeat(10_000)}')`,
      `select from_json('${nested('[', ']', 20_000)}', '["json"]')`,
    ]),
    ...each('sql_error', [`select '${'x'.repeat(100_000)}'`]),
  ],
};
