import { freeTextColumns, isPersonal, personalColumns } from '../contracts/personal.ts';
import { MASK } from './mask.ts';
import { sqlWithoutNumbers } from './recognised-numbers.ts';
import type { TableRule } from './table-rules.ts';
import type { Sight } from './sight.ts';
import { identifier, literal } from './sql-words.ts';

/** A column of a relation of the snapshot. */
export interface SnapshotColumn {
  readonly name: string;
  readonly type: string;
}

/** Names of officials: what the bureau did under whose name is no business of the units. */
const OFFICIALS: readonly string[] = ['decided_by', 'published_by', 'changed_by'];

/** Columns that quote a cell of any column, beside `column_name`, which says of which. */
const QUOTING: readonly string[] = ['value', 'reason_zh', 'reason_en'];

const personalNames = [...personalColumns].map(literal).join(', ');

/** What a masked cell holds: the mask where there was something to hide. */
function mask(name: string, type: string): string {
  if (type === 'VARCHAR') return `case when ${name} is null then null else ${literal(MASK)} end`;
  if (type === 'JSON')
    return `case when ${name} is null then null else ${literal(`"${MASK}"`)}::json end`;
  return `null::${type}`;
}

/**
 * The expressions in place of columns, for a `replace` list.
 * @param scoped whether rows are those of some units, listed in `scope_unit` and `scope_file`
 */
export function replacedColumns(
  columns: readonly SnapshotColumn[],
  rule: TableRule,
  sight: Sight,
  scoped: boolean,
  catalog: string,
): string[] {
  const names = new Set(columns.map(({ name }) => name));
  const inScope = (expression: string) =>
    `${expression} in (select unit_code from ${catalog}.main.scope_unit)`;
  const fileInScope = (expression: string) =>
    `${expression} in (select file_id from ${catalog}.main.scope_file)`;
  const replace = (column: SnapshotColumn): string | undefined => {
    const name = identifier(column.name);
    if (!sight.personal && isPersonal(column.name)) return mask(name, column.type);
    if (!sight.bureau && OFFICIALS.includes(column.name)) return `null::${column.type}`;
    if (!sight.personal && QUOTING.includes(column.name) && names.has('column_name'))
      return quoted(name, column.name);
    if (!sight.personal && freeTextColumns.has(column.name) && column.type === 'VARCHAR')
      return sqlWithoutNumbers(name);
    if (!scoped) return undefined;
    const reference = rule.references?.[column.name];
    if (reference === 'code') return `case when ${inScope(name)} then ${name} end`;
    if (reference === 'file') return `case when ${fileInScope(name)} then ${name} end`;
    if (reference !== undefined)
      return `case when ${inScope(identifier(reference.nameOf))} then ${name} end`;
    if (column.name === 'sheet' && names.has('file_id') && rule.rows !== 'file')
      return `case when ${fileInScope('file_id')} then ${name} end`;
    return undefined;
  };
  return columns.flatMap((column) => {
    const expression = replace(column);
    return expression === undefined ? [] : [`${expression} as ${identifier(column.name)}`];
  });
}

/** A value of a column of names is masked; so are words that quote it. Any other may hold a number. */
const quoted = (name: string, column: string): string =>
  column === 'value'
    ? `case when column_name in (${personalNames}) then ${mask(name, 'VARCHAR')} else ${sqlWithoutNumbers(name)} end`
    : `case when column_name in (${personalNames}) and "value" is not null
        then replace(${name}, "value", ${literal(MASK)}) else ${sqlWithoutNumbers(name)} end`;
