import { Failure, text } from '../contracts/index.ts';
import { programName, programOf } from './program.ts';
import type { SnapshotRef } from './snapshot.ts';

/**
 * What an error means that came of asking a snapshot for a relation or a column that it does not have, or of running
 * models over it that need one, where another program made it. Where the same program did, or a person wrote the
 * question, it means something else.
 * @param present the program that asks; default what `programOf` says of this one
 * @returns Failure `snapshot_too_old`; undefined for any other error
 */
export function snapshotTooOld(
  error: unknown,
  { path, program }: SnapshotRef,
  present = programOf(),
): Failure | undefined {
  if (!isOfWhatIsMissing(error) || program === present) return undefined;
  const made = programName(program);
  return new Failure(
    'snapshot_too_old',
    text(
      `快照由${made.zh}生成，缺少现程序所需的内容`,
      `The snapshot was made by ${made.en} and lacks what this one asks for`,
    ),
    {
      where: { file: path },
      hint: text(
        '请运行 xiaoan build；已公布的决定不变',
        'Run xiaoan build; published decisions stand',
      ),
      cause: error,
    },
  );
}

/** How the engine says it, and how models do that are run over a snapshot. */
const isOfWhatIsMissing = (error: unknown): boolean =>
  error instanceof Failure
    ? error.code === 'model_invalid' || error.code === 'model_failed'
    : error instanceof Error && /^(Binder|Catalog) Error: /.test(error.message);
