import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parameterNames, parameterPlaces } from '../../../dashboard/pages/sql/text/parameters.ts';
import { scan } from '../../../dashboard/pages/sql/text/scan.ts';
import { offsetOf, statements, wordEnd } from '../../../dashboard/pages/sql/text/statements.ts';

describe('parameters of a query', () => {
  test.each<[string, string[]]>([
    ['select * from t where month = :month', ['month']],
    ['select :a, :b, :a', ['a', 'b']],
    ['where 月 = :月份 and (:x_1)=1', ['月份', 'x_1']],
    ["select ':not', ':nor''this' where a = :yes", ['yes']],
    ["select E'it\\':s' , :real", ['real']],
    ['select ":name" from t -- :comment\nwhere a=:b', ['b']],
    ['select 1 /* :a /* :nested */ :b */ + :c', ['c']],
    ['select $$ :a $$, $tag$ :b $$ :c $tag$, :d', ['d']],
    ['select x::date, x :: date, :y::date', ['y']],
    ['select list[1:n], list[a:b], list[:c], s[:d]', []],
    ["select {'a':b}, {a:c}, map{1:d}", []],
    ['select 12:30', []],
    ['select a := 1', []],
  ])('%s', (sql, names) => {
    expect(parameterNames(sql)).toEqual(names);
  });

  test('their places are those of the text', () => {
    const sql = "select ':no' || :yes";
    expect(parameterPlaces(sql).map(({ from, to }) => sql.slice(from, to))).toEqual([':yes']);
  });

  test('whatever a string, a name or a comment holds, there is none in it', () => {
    const inside = fc.string({ unit: fc.constantFrom(...':ab\'"-/*$; \n\\中') });
    fc.assert(
      fc.property(inside, inside, inside, (text, name, comment) => {
        const sql = `select '${text.replaceAll("'", "''")}', "${name.replaceAll('"', '""')}" -- ${comment.replaceAll('\n', ' ')}\n, :real`;
        expect(parameterNames(sql)).toEqual(['real']);
      }),
    );
  });
});

describe('segments', () => {
  test('follow each other without a gap, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...':a\'"-/*$;e \n\\中') }), (sql) => {
        const segments = scan(sql);
        expect(segments.map(({ from, to }) => sql.slice(from, to)).join('')).toBe(sql);
        for (const { from, to } of segments) expect(to).toBeGreaterThan(from);
      }),
    );
  });
});

describe('statements of a text', () => {
  test.each<[string, string[]]>([
    ['select 1', ['select 1']],
    ['select 1;', ['select 1']],
    [' select 1 ;\n\n select 2 ; ', ['select 1', 'select 2']],
    ['select \';\' ; select ";"', ["select ';'", 'select ";"']],
    ['-- one;\nselect 1; -- two', ['-- one;\nselect 1']],
    ['/* ; */', []],
    [';;', []],
    ["'a'", ["'a'"]],
  ])('%j', (sql, texts) => {
    const found = statements(sql);
    expect(found.map(({ text }) => text)).toEqual(texts);
    for (const { from, to, text } of found) expect(sql.slice(from, to)).toBe(text);
  });
});

describe('places of errors', () => {
  const sql = 'select *\nfrom facts.hazrd\nwhere 隐患 = 1';

  test('line and column from 1 lead to the offset', () => {
    expect(sql.slice(offsetOf(sql, 2, 6))).toMatch(/^facts\.hazrd/);
    expect(sql.slice(offsetOf(sql, 3, 7))).toMatch(/^隐患/);
  });

  test('a place beyond the text is its end', () => {
    expect(offsetOf(sql, 9, 1)).toBe(sql.length);
    expect(offsetOf(sql, 1, 99)).toBe('select *'.length);
  });

  test('what is marked is the whole name, string or word there, and at least a character', () => {
    const marked = (text: string, at: number): string => text.slice(at, wordEnd(text, at));
    expect(marked(sql, offsetOf(sql, 2, 6))).toBe('facts.hazrd');
    expect(marked(sql, offsetOf(sql, 3, 7))).toBe('隐患');
    expect(marked('"a b"."c" = 1', 0)).toBe('"a b"."c"');
    expect(marked("x = 'it''s'", 4)).toBe("'it''s'");
    expect(marked('a + + b', 4)).toBe('+');
    expect(wordEnd('select', 6)).toBe(6);
  });
});
