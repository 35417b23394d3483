import { contracts } from '../../contracts/index.ts';
import { describeRawTable, loadQuery } from '../load-raw.ts';
import type { FileContext } from '../file-context.ts';
import type { RowCounts } from '../load-tables.ts';
import { dropRawRows, settleRawRows } from '../raw-rows.ts';
import type { Session } from '../session.ts';
import type { Mapping } from './mapping.ts';
import { outputHeadings, outputRows } from './sql.ts';

/**
 * Loads `raw_rows`, the rows of a foreign file, through a mapping. A foreign row is accepted as a
 * whole or not at all: one whose visit is at fault brings no findings either.
 * @param header the foreign header as it stands
 * @param headerRow its row, from 1
 */
export async function loadMapped(
  session: Session,
  file: FileContext,
  mapping: Mapping,
  { sheet, header, headerRow }: { sheet: string; header: readonly string[]; headerRow: number },
): Promise<RowCounts> {
  const { connection } = session;
  const positions = new Map<string, number>();
  for (const [position, cell] of header.entries()) {
    const title = cell.trim();
    if (title !== '' && !positions.has(title)) positions.set(title, position);
  }
  const table = { sheet, positions, width: header.length };
  const outputs = contracts.flatMap((contract) =>
    mapping.outputs.filter((output) => output.contract === contract),
  );
  for (const output of outputs) {
    await loadQuery(session, file, output.contract, {
      rows: outputRows(file, mapping, output, table),
      headings: outputHeadings(output, positions),
      versions: output.changes,
    });
  }
  const faulty = `select row_number from intake.quarantine where file_id = $file_id`;
  for (const { contract, changes } of outputs) {
    if (changes) continue;
    const ofFaultyRows = `file_id = $file_id and row_number in (${faulty})`;
    const given = { file_id: file.id };
    await connection.run(`delete from intake.${contract.dataset} where ${ofFaultyRows}`, given);
    await connection.run(
      `delete from intake.warning where dataset = '${contract.dataset}' and ${ofFaultyRows}`,
      given,
    );
  }
  const { data, skipped } = await settleRawRows(connection, file.id, sheet, table.width);
  const reader = await connection.runAndReadAll(
    `select count(distinct row_number)::integer from (${faulty})`,
    { file_id: file.id },
  );
  const quarantined = Number(reader.getColumnsJS()[0]?.[0] ?? 0);
  await describeRawTable(session, file, {
    sheet,
    dataset: [...new Set(outputs.map(({ contract }) => contract.dataset))].join(', '),
    headerRow,
    confidence: 1,
    columns: outputs.flatMap((output) =>
      outputHeadings(output, positions).map(({ header: title, column }) => ({
        header: title,
        column: `${output.contract.dataset}.${column}`,
        how: 'mapping',
        certainty: 1,
      })),
    ),
  });
  await dropRawRows(connection);
  return {
    rows_in: data,
    rows_accepted: data - quarantined,
    rows_skipped: skipped,
    rows_superseded: 0,
  };
}
