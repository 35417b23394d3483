import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, text } from '../contracts/index.ts';
import type { DataTest, Model } from './model-file.ts';
import { literal } from './sql-text.ts';

/** How one data test went. */
export interface TestResult {
  readonly model: Model;
  readonly name: string;
  readonly rowsFailed: number;
}

/** Rows shown of a test that failed. */
const ROWS_SHOWN = 5;

/** What a test is called in the dictionary and in failures, such as `unique(unit_code, month)`. */
function testName(test: DataTest): string {
  switch (test.kind) {
    case 'unique':
    case 'not_null':
      return `${test.kind}(${test.columns.join(', ')})`;
    case 'reference':
      return `reference(${test.column} → ${test.to})`;
    case 'accepted':
      return `accepted(${test.column})`;
    case 'sql':
      return test.name;
  }
}

/** The columns that tell a row of the model from another: those of its first `unique` test. */
function identityOf(model: Model): readonly string[] {
  const unique = model.tests.find((test) => test.kind === 'unique');
  return unique?.kind === 'unique' ? unique.columns : [];
}

/** The query whose rows are those that break the test. */
function failingRows(model: Model, test: DataTest): string {
  const show = (...columns: readonly string[]) =>
    [...new Set([...identityOf(model), ...columns])].map((name) => `t.${name}`).join(', ');
  const from = `from ${model.relation} t`;
  switch (test.kind) {
    case 'unique': {
      const columns = test.columns.join(', ');
      return `select ${columns}, count(*) as copies from ${model.relation} group by ${columns} having count(*) > 1`;
    }
    case 'not_null': {
      const missing = test.columns.map((name) => `t.${name} is null`).join(' or ');
      return `select ${show(...test.columns)} ${from} where ${missing}`;
    }
    case 'reference': {
      const [schema, relation, key] = test.to.split('.');
      return `select ${show(test.column)} ${from} where t.${test.column} is not null
        and not exists (select 1 from ${schema}.${relation} r where r.${key} = t.${test.column})`;
    }
    case 'accepted': {
      const values = test.values.map(literal).join(', ');
      return `select ${show(test.column)} ${from} where t.${test.column} not in (${values})`;
    }
    case 'sql':
      return test.query;
  }
}

/**
 * Runs every data test of the models.
 * @returns how each went: all with no rows failed
 * @throws Failure `data_test_failed` listing each test that failed and the first rows that break it;
 *   `model_invalid` where a test itself cannot run
 */
export async function runDataTests(
  connection: DuckDBConnection,
  models: readonly Model[],
): Promise<TestResult[]> {
  const checks = models.flatMap((model) =>
    model.tests.map((test) => ({ model, test, query: failingRows(model, test) })),
  );
  const counts = await countFailures(connection, checks);
  const failed = checks.filter((_, index) => (counts[index] ?? 0) > 0);
  const first = failed[0];
  if (first) {
    const problems: string[] = [];
    for (const check of failed)
      problems.push(await problem(connection, check, counts[checks.indexOf(check)] ?? 0));
    throw testsFailed(first.model, problems);
  }
  return checks.map(({ model, test }, index) => ({
    model,
    name: testName(test),
    rowsFailed: counts[index] ?? 0,
  }));
}

interface Check {
  readonly model: Model;
  readonly test: DataTest;
  /** Its rows break the test. */
  readonly query: string;
}

/** Rows that break each check, in one statement: DuckDB then runs the checks side by side. */
async function countFailures(
  connection: DuckDBConnection,
  checks: readonly Check[],
): Promise<number[]> {
  if (checks.length === 0) return [];
  const all = checks.map(
    ({ query }, index) => `select ${index} as test, count(*) as failures from (\n${query}\n)`,
  );
  try {
    const reader = await connection.runAndReadAll(`${all.join('\nunion all\n')}\norder by test`);
    return reader.getRows().map(([, failures]) => Number(failures));
  } catch (cause) {
    for (const check of checks)
      await connection.runAndReadAll(check.query).catch((reason: unknown) => {
        throw cannotRun(check, reason);
      });
    throw cause;
  }
}

/** One failed test as a person reads it: which, how many rows, the first of them. */
async function problem(
  connection: DuckDBConnection,
  { model, test, query }: Check,
  failures: number,
): Promise<string> {
  const reader = await connection.runAndReadAll(
    `select * from (\n${query}\n) order by all limit ${ROWS_SHOWN}`,
  );
  const rows = reader.getRowObjectsJson().map((row) => `  ${describe(row)}`);
  const label = test.kind === 'sql' ? ` — ${test.label.zh} · ${test.label.en}` : '';
  return [`${model.relation} ${testName(test)} [${failures}]${label}`, ...rows].join('\n');
}

const describe = (row: Record<string, unknown>): string =>
  Object.entries(row)
    .map(([name, value]) => `${name}=${value === null ? 'null' : String(value)}`)
    .join(', ');

function cannotRun({ model, test }: Check, cause: unknown): Failure {
  const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
  const name = testName(test);
  return new Failure(
    'model_invalid',
    text(`数据测试 ${name} 无法运行：${reason}`, `Data test ${name} cannot run: ${reason}`),
    { where: { file: model.file.replace(/\.sql$/, '.yaml') }, cause },
  );
}

function testsFailed(model: Model, problems: readonly string[]): Failure {
  const list = problems.join('\n');
  return new Failure(
    'data_test_failed',
    text(
      `${problems.length} 项数据测试未通过，未公布新快照：\n${list}`,
      `${problems.length} data test(s) failed; nothing was published:\n${list}`,
    ),
    {
      where: { file: model.file.replace(/\.sql$/, '.yaml') },
      hint: text(
        '请查所列各行的来源（file_id、row_number），更正数据或模型后重新 build',
        'Look at the source of the rows listed, mend the data or the model, then build again',
      ),
    },
  );
}
