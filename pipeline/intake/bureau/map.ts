import type { DuckDBConnection } from '@duckdb/node-api';
import { Decisions, type CodeDecision, type Decided, type UnitDecision } from './decisions.ts';

/**
 * Decides what code a word stands for. Files held back for it are loaded again by `loadHeldAgain`.
 * @throws Failure as {@link Decisions.code} lists them
 */
export async function mapCode(
  connection: DuckDBConnection,
  decision: CodeDecision,
): Promise<Decided> {
  const decisions = await Decisions.of(connection);
  const decided = decisions.code(decision);
  await decisions.keep();
  return decided;
}

/**
 * Decides which unit a name, or a code that is in no register, means. Files held back for it are
 * loaded again by `loadHeldAgain`.
 * @throws Failure as {@link Decisions.unit} lists them
 */
export async function mapUnit(
  connection: DuckDBConnection,
  decision: UnitDecision,
): Promise<Decided> {
  const decisions = await Decisions.of(connection);
  const decided = decisions.unit(decision);
  await decisions.keep();
  return decided;
}
