import type { DuckDBConnection } from '@duckdb/node-api';
import { wordKey } from '../check/words.ts';
import { nameIn } from './section.ts';

/** 填报单位：××小学, as forms have it above the table. */
const LABELLED =
  /(?:填报|报送|填表|上报)?(?:单位|学校|园所|校名|园名)(?:名称)?(?:[（(][^（()）]*[）)])?\s*[:：]\s*([^\s:：，,；;]+)/u;

/** 单位：条 says what is counted, not who counts. */
const MEASURE = /^(?:人次?|[条名次个处项起件份所元辆%]|[万千]?元|台套?)$/u;

/** ××小学, ××幼儿园; but not 全区小学 or 中小学, which name no school. */
const SCHOOL = /(\p{Script=Han}{2,})(?:小学|中学|幼儿园|高中)/u;
const GENERAL =
  /中小学|公办|民办|全[区市县镇]|辖区|各|直属|普通|[区市县镇街道片]$|教育局?$|年度?$|月份?$|校园/u;

/** What the surroundings of a table say of the unit that its rows are of. */
export type Subject =
  | { readonly column: 'unit_code' | 'unit_name'; readonly value: string }
  /** Several units, of which none is meant more than the others. */
  | { readonly several: readonly string[] };

/**
 * The unit that the surroundings of a table name.
 * @param texts the nearest first: headings, titles, sheet name, file name. The nearest that names a
 *   unit decides, whether the register knows it or not: what stands further out speaks of others
 * @returns its code where the text holds the name of a unit of the register; else the name after a
 *   label such as 填报单位, or a school's name, for the check to judge; else undefined
 */
export async function unitNamed(
  connection: DuckDBConnection,
  texts: readonly string[],
): Promise<Subject | undefined> {
  const filled = texts.filter((words) => words.trim() !== '');
  const known = await knownNames(connection, filled);
  for (const [index, words] of filled.entries()) {
    const names = (known.get(index) ?? []).filter(
      ({ name }, _, all) => !all.some((other) => other.name !== name && other.name.includes(name)),
    );
    const codes = new Set(names.flatMap(({ codes: own }) => own));
    const [code] = codes;
    if (codes.size > 1) return { several: names.map(({ name }) => name) };
    if (code !== undefined) return { column: 'unit_code', value: code };
    const labelled = LABELLED.exec(words)?.[1];
    if (labelled && !MEASURE.test(labelled)) return { column: 'unit_name', value: labelled };
    const [school, prefix = ''] = SCHOOL.exec(nameIn(words)) ?? [];
    if (school && !GENERAL.test(prefix) && !GENERAL.test(school)) {
      return { column: 'unit_name', value: school };
    }
  }
  return undefined;
}

/** The names of units that each text holds, by the text's place. */
async function knownNames(
  connection: DuckDBConnection,
  texts: readonly string[],
): Promise<ReadonlyMap<number, { name: string; codes: readonly string[] }[]>> {
  const reader = await connection.runAndReadAll(
    `select place, name, unit_codes
     from (
       select unnest(range(len(texts))) as place, unnest(texts) as words
       from (select from_json($texts, '["varchar"]') as texts)
     ) as surrounding
     join known_unit_name on in_titles and contains(words, name)
     order by all`,
    { texts: JSON.stringify(texts.map(wordKey)) },
  );
  const names = new Map<number, { name: string; codes: readonly string[] }[]>();
  for (const [place, name, codes] of reader.getRowsJS()) {
    const own = names.get(Number(place)) ?? [];
    own.push({ name: String(name), codes: codes as string[] });
    names.set(Number(place), own);
  }
  return names;
}
