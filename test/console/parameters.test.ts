import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bindable } from '../../pipeline/console/worker/parameters.ts';

const rewritten = (sql: string) => bindable(sql, new Set(['month', 'a', '片区']));

test.each([
  ['select :month', 'select $month'],
  ['where month=:month and area = :片区', 'where month=$month and area = $片区'],
  ['(:a,:a)', '($a,$a)'],
  ["select ':month', :month", "select ':month', $month"],
  ["select 'it''s :month' || :month", "select 'it''s :month' || $month"],
  ['select ":month" , :month', 'select ":month" , $month'],
  ['select 1 -- :month\n, :month', 'select 1 -- :month\n, $month'],
  ['select /* :a /* :a */ :a */ :a', 'select /* :a /* :a */ :a */ $a'],
  ['select $$ :a $$, $x$ :a $$ $x$, :a', 'select $$ :a $$, $x$ :a $$ $x$, $a'],
  ['select :month::date', 'select $month::date'],
  ['select x::month', 'select x::month'],
  ['select list[1:a], list[a:a], list[:a]', 'select list[1:a], list[a:a], list[:a]'],
  ["select {'k':a}, {k:a}", "select {'k':a}, {k:a}"],
  ['select :other', 'select :other'],
  ["select 'open :a", "select 'open :a"],
])('%s', (sql, expected) => {
  expect(rewritten(sql)).toBe(expected);
});

test('only colons change, and nothing within strings or comments', () => {
  const part = fc.oneof(
    fc.constantFrom(
      "'",
      '"',
      '--',
      '\n',
      '/*',
      '*/',
      '$$',
      '$t$',
      '::',
      ':',
      ':a',
      ':month',
      ' ',
      '[',
    ),
    fc.string({ maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      const sql = parts.join('');
      const result = rewritten(sql);
      expect(result).toHaveLength(sql.length);
      for (let at = 0; at < sql.length; at++)
        if (result[at] !== sql[at]) expect([sql[at], result[at]]).toEqual([':', '$']);
    }),
  );
});
