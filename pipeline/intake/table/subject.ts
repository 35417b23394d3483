import type { DuckDBConnection } from '@duckdb/node-api';

/** 填报单位：××小学, as forms have it above the table. */
const LABELLED =
  /(?:填报|报送|填表|上报)?(?:单位|学校|园所|校名|园名)(?:名称)?(?:[（(][^（()）]*[）)])?\s*[:：]\s*([^\s:：，,；;]+)/u;

/**
 * The unit that the surroundings of a table name.
 * @param texts title rows, sheet name, file name
 * @returns its code where a text holds the name of a unit of the register, the longest such name
 *   first; else the name after a label such as 填报单位, for the check to judge; else undefined
 */
export async function unitNamed(
  connection: DuckDBConnection,
  texts: readonly string[],
): Promise<{ column: 'unit_code' | 'unit_name'; value: string } | undefined> {
  const reader = await connection.runAndReadAll(
    `select unit_codes[1] as unit_code
     from known_unit_name
     where in_titles and len(unit_codes) = 1 and contains(word_key(half_width($words)), name)
     order by length(name) desc, unit_code
     limit 1`,
    { words: texts.join('\n') },
  );
  const code = reader.getColumnsJS()[0]?.[0];
  if (code !== undefined) return { column: 'unit_code', value: String(code) };
  const name = texts.map((words) => LABELLED.exec(words)?.[1]).find(Boolean);
  return name ? { column: 'unit_name', value: name } : undefined;
}
