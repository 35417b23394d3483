import { Failure } from './failure.ts';
import { text } from './text.ts';

/** How the system and DuckDB say that nothing more can be written. */
const FULL = /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/;

/**
 * The failure that a person is told where an error means that the disk is full; undefined where it
 * means something else. Nothing is lost by it: a load is one transaction, and a snapshot is published
 * only when it is whole.
 */
export function diskFull(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !FULL.test(`${error.message} ${codeOf(error)}`))
    return undefined;
  return new Failure(
    'disk_full',
    text(
      '磁盘已满，写不下去；已经入库和公布的数据没有变',
      'The disk is full; what was taken in and published before is unchanged',
    ),
    {
      cause: error,
      hint: text(
        '请腾出空间（至少为数据仓库文件的两倍）后，再运行同一条命令。',
        'Free some space (at least twice the size of the warehouse file) and run the same command again.',
      ),
    },
  );
}

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '');
