import type { DuckDBConnection } from '@duckdb/node-api';
import { contracts, Failure, text } from '../contracts/index.ts';
import { ledgerRow } from './ledger.ts';
import { namesUnit } from './check/reasons.ts';

/** Whose returns somebody may hand in. */
export interface Within {
  readonly unitCodes: ReadonlySet<string>;
  /** The unit that the file is said to come from. */
  readonly sender: string;
}

/** Only returns replace nothing but the unit's own of the same month; other datasets are the bureau's. */
const returns = contracts.filter(
  (contract) => contract.supersedes === 'return' && namesUnit(contract),
);

/**
 * Whether a file that was loaded says nothing of units other than those allowed, nothing but their returns,
 * and corrects none but their files. Runs in the load's transaction, before it is decided.
 * @param replaces the file that it says to correct
 * @returns what to tell the sender where it does not
 */
export async function beyond(
  connection: DuckDBConnection,
  fileId: string,
  replaces: string | undefined,
  within: Within,
): Promise<Failure | undefined> {
  const own = await toldBy(connection, fileId);
  const stranger = strangerIn(own, within);
  if (stranger) return stranger;
  if (replaces === undefined) return undefined;
  const old = await toldBy(connection, replaces);
  const isTheirs =
    old.units.length === 0 && old.foreign.length === 0
      ? (await ledgerRow(connection, replaces))?.sender === within.sender
      : strangerIn(old, within) === undefined;
  return isTheirs ? undefined : notYourFile();
}

interface Told {
  /** Codes; null for rows that tell none. */
  readonly units: readonly (string | null)[];
  /** Datasets that are the bureau's to hand in. */
  readonly foreign: readonly string[];
}

async function toldBy(connection: DuckDBConnection, fileId: string): Promise<Told> {
  const accepted = contracts.map(
    (contract) =>
      `select distinct '${contract.dataset}' as dataset, ${namesUnit(contract) ? 'unit_code' : 'null'} as unit_code
       from intake.${contract.dataset} where file_id = $file`,
  );
  const reader = await connection.runAndReadAll(
    `${accepted.join(' union all ')}
     union all
     select distinct dataset, unit_code from intake.quarantine where file_id = $file
     union all
     select distinct 'area_boundary', null from intake.area_boundary where file_id = $file`,
    { file: fileId },
  );
  const allowed = new Set(returns.map(({ dataset }) => dataset));
  const rows = reader.getRowsJS().map(([dataset, unit]) => ({
    dataset: String(dataset),
    unit: typeof unit === 'string' ? unit : null,
  }));
  return {
    units: rows.filter(({ dataset }) => allowed.has(dataset)).map(({ unit }) => unit),
    foreign: [...new Set(rows.map(({ dataset }) => dataset))].filter((each) => !allowed.has(each)),
  };
}

function strangerIn({ units, foreign }: Told, { unitCodes }: Within): Failure | undefined {
  if (foreign.length > 0) return notYours(foreign);
  if (units.every((unit) => unit !== null && unitCodes.has(unit))) return undefined;
  const others = units.filter((unit) => unit !== null && !unitCodes.has(unit));
  return new Failure(
    'file_beyond_scope',
    others.length > 0
      ? text(
          '文件里有别的单位的行，没有读入',
          'The file has rows of other units and was not taken in',
        )
      : text(
          '文件里有的行看不出是哪个单位，没有读入',
          'Some rows of the file do not tell their unit, and it was not taken in',
        ),
    {
      hint: text(
        '只留本单位的行，每行写明单位名称或代码后再传',
        'Leave only rows of your own unit, each with its name or code, and send it again',
      ),
    },
  );
}

function notYours(foreign: readonly string[]): Failure {
  const labels = contracts
    .filter(({ dataset }) => foreign.includes(dataset))
    .map(({ label }) => label);
  return new Failure(
    'dataset_not_yours',
    text(
      `${labels.map(({ zh }) => zh).join('、') || '这类文件'}由教育局报送，没有读入`,
      `${labels.map(({ en }) => en).join(', ') || 'This kind of file'} is for the bureau to hand in; the file was not taken in`,
    ),
    { hint: text('请交给教育局', 'Hand it to the bureau') },
  );
}

const notYourFile = (): Failure =>
  new Failure(
    'correction_not_yours',
    text(
      '这份更正表更正的是别的单位的文件，没有读入',
      'It corrects a file of another unit, and was not taken in',
    ),
    {
      hint: text(
        '请从自己的文件下载更正表',
        'Download the correction workbook of a file of your own',
      ),
    },
  );
