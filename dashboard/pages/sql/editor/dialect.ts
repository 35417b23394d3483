import { PostgreSQL, SQLDialect } from '@codemirror/lang-sql';
import { LanguageSupport } from '@codemirror/language';

/** Words of DuckDB's SQL that PostgreSQL's, from which it descends, lacks. */
const DUCKDB_KEYWORDS =
  'anti asof columns exclude lambda macro pivot pivot_longer pivot_wider positional qualify replace semi summarize try_cast unpivot';
const DUCKDB_TYPES =
  'bigint blob double float hugeint integer list map smallint struct text timestamptz tinyint ubigint uhugeint uinteger union usmallint utinyint uuid varchar';

/** DuckDB's SQL, for colours and brackets; what can be written where is the server's to say. */
export const duckdb = new LanguageSupport(
  SQLDialect.define({
    ...PostgreSQL.spec,
    keywords: `${PostgreSQL.spec.keywords ?? ''} ${DUCKDB_KEYWORDS}`,
    types: `${PostgreSQL.spec.types ?? ''} ${DUCKDB_TYPES}`,
  }).language,
);
