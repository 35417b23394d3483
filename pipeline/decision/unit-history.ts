import type { DuckDBConnection } from '@duckdb/node-api';
import { text, type Text } from '../contracts/index.ts';

/** Something that befell a unit, or a unit that it follows. */
export interface UnitEvent {
  /** ISO day from which it holds. */
  readonly date: string;
  readonly what: Text;
}

interface Change {
  readonly type: string;
  readonly name: string;
  readonly newName: string;
  readonly newParent: string;
  readonly newArea: string;
  readonly successors: string;
  /** Whether it befell a unit that the one asked for follows. */
  readonly followed: boolean;
}

/** As known at a time: what came later, and what was still thought then, is told as it was. */
const CHANGES = `
  with change as (
    select *, greatest(known_from, change_date::timestamp) as counts_from
    from staging.unit_change
    where known_from < $2::timestamp and (known_to is null or known_to >= $2::timestamp)
  ),
  named as (
    select u.unit_code, coalesce(v.unit_name, u.unit_name) as unit_name
    from facts.unit u
    left join facts.unit_version v on v.unit_code = u.unit_code
      and v.valid_from < $2::timestamp and (v.valid_to is null or v.valid_to >= $2::timestamp)
  ),
  followed as (
    select s.change_number, s.successor_code, coalesce(t.unit_name, s.successor_code) as unit_name
    from facts.succession s
    left join named t on t.unit_code = s.successor_code
    where s.valid_from < $2::timestamp and (s.valid_to is null or s.valid_to >= $2::timestamp)
  )
  select c.change_date::varchar, c.change_type, coalesce(b.unit_name, u.unit_name),
    coalesce(c.new_name, ''), coalesce(p.unit_name, c.new_parent_code, ''), coalesce(c.new_area, ''),
    coalesce((
      select string_agg(f.unit_name, '、' order by f.successor_code)
      from followed f where f.change_number = c.change_number), ''),
    c.unit_code <> $1
  from change c
  join named u on u.unit_code = c.unit_code
  left join named p on p.unit_code = c.new_parent_code
  left join facts.unit_version b on b.unit_code = c.unit_code and b.valid_to = c.counts_from
  where c.unit_code = $1 or c.change_number in (
    select change_number from followed where successor_code = $1)
  order by c.change_date, c.change_number`;

/** Later than anything that can be known. */
const ALWAYS = '9999-01-01';

/**
 * What befell a unit by the register of changes, and the units that went into it.
 * @param connection to a snapshot
 * @param month as known by the end of that month, `YYYY-MM`; null for all that is known
 * @returns oldest first
 */
export async function unitHistory(
  connection: DuckDBConnection,
  code: string,
  month: string | null,
): Promise<readonly UnitEvent[]> {
  const rows = (
    await connection.runAndReadAll(CHANGES, [code, month === null ? ALWAYS : monthEnd(month)])
  ).getRows();
  return rows.map(([date, type, name, newName, newParent, newArea, successors, followed]) => ({
    date: String(date),
    what: wordsOf({
      type: String(type),
      name: String(name),
      newName: String(newName),
      newParent: String(newParent),
      newArea: String(newArea),
      successors: String(successors),
      followed: followed === true,
    }),
  }));
}

function monthEnd(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12
    ? `${String(year + 1)}-01-01`
    : `${String(year)}-${String(number + 1).padStart(2, '0')}-01`;
}

function wordsOf(change: Change): Text {
  const { type, name, newName, successors, followed } = change;
  switch (type) {
    case 'rename':
      return text(`由“${name}”更名为“${newName}”`, `renamed from “${name}” to “${newName}”`);
    case 'merge':
      return followed
        ? text(`${name}并入本单位`, `${name} merged into it`)
        : text(`并入${successors}`, `merged into ${successors}`);
    case 'split':
      return text(
        `${followed ? name : ''}分设为${successors}`,
        `${followed ? `${name} ` : ''}split into ${successors}`,
      );
    case 'move':
      return moved(change);
    case 'independent':
      return text('独立设置，不再有上级单位', 'has no parent any more');
    case 'reopen':
      return text('恢复办学', 'opened again');
    default:
      return followed
        ? text(`${name}停办，由本单位承接`, `${name} closed and was taken over`)
        : text('停办', 'closed');
  }
}

function moved({ newParent, newArea }: Change): Text {
  const zh = [...(newParent ? [`划归${newParent}`] : []), ...(newArea ? [`划入${newArea}`] : [])];
  const en = [...(newParent ? [`to ${newParent}`] : []), ...(newArea ? [`to ${newArea}`] : [])];
  return text(zh.join('，'), `moved ${en.join(', ')}`);
}
