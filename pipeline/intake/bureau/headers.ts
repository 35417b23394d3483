import { VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { contracts, Failure, text, wallClock, type Contract } from '../../contracts/index.ts';
import { headerIndex, headerKey } from '../table/header.ts';
import { inTransaction } from '../transaction.ts';
import { headersDecided } from '../vocabulary.ts';
import type { Decided } from './decisions.ts';

/** Which column of a dataset a header means. */
export interface HeaderDecision {
  readonly dataset: string;
  /** As it stands in the files; brackets, spaces and case do not count. */
  readonly header: string;
  /** Null for none of ours: the header is then not read by likeness either. */
  readonly column: string | null;
  readonly by?: string;
  /** Let it stand even where something else was decided before. */
  readonly replace?: boolean;
}

/**
 * Decides once for all which column a header means. Files read otherwise so far are loaded again by
 * `loadHeldAgain`.
 * @throws Failure `dataset_unknown`, `column_unknown`, `header_empty`, `header_is_ours` or `header_taken`
 */
export async function confirmHeader(
  connection: DuckDBConnection,
  { dataset, header, column, by, replace = false }: HeaderDecision,
): Promise<Decided> {
  const contract = contracts.find((item) => item.dataset === dataset);
  if (!contract) throw datasetUnknown(dataset);
  if (column !== null && !contract.columns.some(({ name }) => name === column)) {
    throw columnUnknown(contract, column);
  }
  const key = headerKey(header);
  if (key === '') throw headerEmpty();
  const own = headerIndex(contract).get(key);
  if (own?.how === 'label' && own.column !== column) throw headerIsOurs(contract, header);
  const reader = await connection.runAndReadAll(
    'select column_name from intake.header_word where dataset = $dataset and header = $key',
    { dataset, key },
  );
  const [before] = reader.getRowsJS();
  const current = before && (before[0] === null ? null : String(before[0]));
  if (current === column) return { replaced: null, changed: false };
  if (current !== undefined && !replace) throw headerTaken(header, current);
  await replaceWord(connection, { dataset, key, column, by });
  headersDecided(connection);
  return { replaced: current ?? null, changed: true };
}

async function replaceWord(
  connection: DuckDBConnection,
  word: { dataset: string; key: string; column: string | null; by: string | undefined },
): Promise<void> {
  const { dataset, key, column, by } = word;
  await inTransaction(connection, async () => {
    await connection.run(
      'delete from intake.header_word where dataset = $dataset and header = $key',
      { dataset, key },
    );
    await connection.run(
      `insert into intake.header_word (dataset, header, column_name, decided_at, decided_by)
       values ($dataset, $key, $column, $decided_at, $by)`,
      { dataset, key, column, decided_at: wallClock(new Date()), by: by ?? null },
      { dataset: VARCHAR, key: VARCHAR, column: VARCHAR, decided_at: VARCHAR, by: VARCHAR },
    );
  });
}

/**
 * Files to be read otherwise since a header was decided on: those with that header in a table of the
 * dataset, and those in which no usable table was found.
 */
export async function filesByHeaders(connection: DuckDBConnection): Promise<string[]> {
  const words = (
    await connection.runAndReadAll(
      `select dataset, header, strftime(decided_at, '%Y-%m-%d %H:%M:%S') from intake.header_word`,
    )
  ).getRowsJS();
  if (words.length === 0) return [];
  const tables = await connection.runAndReadAll(
    `select file_id, dataset, strftime(loaded_at, '%Y-%m-%d %H:%M:%S'), error_code, columns::varchar
     from intake.file left join intake.file_table using (file_id)
     where loaded_at <= (select max(decided_at) from intake.header_word)`,
  );
  const concerned = new Set<string>();
  for (const [id, dataset, loadedAt, error, json] of tables.getRowsJS()) {
    const keys = headerKeys(json === null ? '[]' : String(json));
    const later = words.filter(([, , decidedAt]) => String(decidedAt) >= String(loadedAt));
    const named = later.some(([its, header]) => its === dataset && keys.has(String(header)));
    const unread = later.length > 0 && (error === 'no_table' || error === 'column_missing');
    if (named || unread) concerned.add(String(id));
  }
  return [...concerned];
}

/** The keys under which the headers of a described table may be known. */
function headerKeys(json: string): Set<string> {
  const columns = JSON.parse(json) as readonly { readonly header: string }[];
  return new Set(
    columns.flatMap(({ header }) => [
      headerKey(header),
      headerKey(header.split(' / ').at(-1) ?? ''),
    ]),
  );
}

const datasetUnknown = (dataset: string): Failure =>
  new Failure('dataset_unknown', text(`没有数据集 ${dataset}`, `There is no dataset ${dataset}`), {
    usage: true,
    hint: text(
      `可用：${contracts.map((item) => `${item.dataset}（${item.label.zh}）`).join('、')}`,
      `Datasets: ${contracts.map((item) => item.dataset).join(', ')}`,
    ),
  });

const columnUnknown = ({ dataset, label, columns }: Contract, column: string): Failure =>
  new Failure(
    'column_unknown',
    text(`${label.zh}没有列 ${column}`, `${dataset} has no column ${column}`),
    {
      usage: true,
      hint: text(
        `可用：${columns.map((item) => `${item.name}（${item.label.zh}）`).join('、')}；不是我们的列请写 -。`,
        `Columns: ${columns.map(({ name }) => name).join(', ')}; write - for none of ours.`,
      ),
    },
  );

const headerEmpty = (): Failure =>
  new Failure('header_empty', text('表头是空的', 'The header is empty'), {
    usage: true,
    hint: text('请写出表中的原表头。', 'Give the header as it stands in the files.'),
  });

const headerIsOurs = ({ label }: Contract, header: string): Failure =>
  new Failure(
    'header_is_ours',
    text(
      `“${header}”是空白表${label.zh}里的列名，不能另作他用`,
      `"${header}" is a column name of our own template of ${label.en}; it cannot mean anything else`,
    ),
    {
      hint: text(
        '请让报送单位改用别的表头。',
        'Have the sender use another header, and confirm that one.',
      ),
    },
  );

const headerTaken = (header: string, current: string | null): Failure =>
  new Failure(
    'header_taken',
    text(
      `“${header}”已定为${current === null ? '不是我们的列' : ` ${current}`}`,
      `"${header}" has been decided to be ${current ?? 'none of ours'}`,
    ),
    {
      hint: text(
        '若确要改，请加 --replace；有关的文件会重新入库。',
        'Add --replace to change it; the files concerned are then loaded again.',
      ),
    },
  );
