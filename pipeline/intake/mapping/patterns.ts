import { DuckDBInstance } from '@duckdb/node-api';
import type { MappingFile } from './mapping-file.ts';

/**
 * Refuses a regular expression of a file that DuckDB, which carries them out, cannot read. It is asked itself: its kind
 * (RE2) looks neither ahead nor behind, and has flags that JavaScript's has not.
 * @throws Failure `mapping_invalid` with the line
 */
export async function refusePatterns(yaml: MappingFile): Promise<void> {
  if (yaml.patterns.length === 0) return;
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  try {
    const connection = await instance.connect();
    for (const { node, source } of yaml.patterns)
      await connection.run("select regexp_matches('', $source)", { source }).catch(() => {
        throw yaml.fault(node, `“${source}”不是正则表达式`, `${source} is no regular expression`);
      });
  } finally {
    instance.closeSync();
  }
}
