import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, text } from '../contracts/index.ts';

/** Names proposed where none fits exactly. */
const PROPOSALS = 5;

/**
 * Finds a unit by its code, by its exact name, or by one that it had before.
 * @param connection to a snapshot
 * @returns its code
 * @throws Failure `unit_unknown` proposing the nearest names; `unit_ambiguous` where units share the name
 */
export async function findUnit(connection: DuckDBConnection, wanted: string): Promise<string> {
  const exact = await connection.runAndReadAll(
    `with named as (
       select unit_code, unit_name, 1 as rank from facts.unit
       union select unit_code, unit_name, 2 from facts.unit_version)
     select unit_code, unit_name from named
     where unit_code = $1 or unit_name = $1
     qualify rank = min(rank) over ()
     order by unit_code = $1 desc, unit_code`,
    [wanted.trim()],
  );
  const found = exact.getRows().map(([code, name]) => ({ code: String(code), name: String(name) }));
  const first = found[0];
  if (first && (first.code === wanted.trim() || found.length === 1)) return first.code;
  if (first) {
    const codes = found.map(({ code }) => code).join(', ');
    throw new Failure(
      'unit_ambiguous',
      text(
        `有 ${found.length} 个单位叫“${wanted}”`,
        `${found.length} units are called “${wanted}”`,
      ),
      { hint: text(`请用单位代码：${codes}`, `Use the unit's code: ${codes}`) },
    );
  }
  const near = await connection.runAndReadAll(
    `select unit_name || ' (' || unit_code || ')' from facts.unit
     order by contains(unit_name, $1) desc, jaro_winkler_similarity(unit_name, $1) desc, unit_code
     limit ${PROPOSALS}`,
    [wanted.trim()],
  );
  const names = near.getRows().map(([name]) => String(name));
  throw new Failure(
    'unit_unknown',
    text(`没有单位“${wanted}”`, `There is no unit “${wanted}”`),
    names.length === 0
      ? {}
      : {
          hint: text(
            `相近的单位：${names.join('、')}`,
            `Units with a similar name: ${names.join(', ')}`,
          ),
        },
  );
}
