import { Failure } from './failure.ts';
import { text } from './text.ts';

/** How the system says that a place may not be read or written, or is no folder or file as was meant. */
const REFUSED = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EEXIST']);

/** The failure that a person is told where the system refuses a place; undefined where an error means something else. */
export function placeRefused(error: unknown): Failure | undefined {
  return refused(error, REFUSED);
}

/**
 * As {@link placeRefused}, where the system says that there is no such place: a person may have named it, or it may be
 * a file of our own that is gone.
 */
export const noSuchPlace = (error: unknown): Failure | undefined =>
  refused(error, new Set(['ENOENT']));

function refused(error: unknown, codes: ReadonlySet<string>): Failure | undefined {
  if (!(error instanceof Error && 'code' in error && 'path' in error)) return undefined;
  return codes.has(String(error.code)) ? refusal(error, String(error.path)) : undefined;
}

const refusal = (cause: Error, file: string): Failure =>
  new Failure(
    'place_refused',
    text(
      '这个位置不存在、不能读写，或者不是所要的文件夹（文件）',
      'This place is not there, may not be read or written, or is not the folder or file that was meant',
    ),
    {
      cause,
      original: cause.message,
      where: { file },
      hint: text(
        '请核对路径和当前用户的权限，再运行同一条命令。',
        'Check the path and what this user may do there, and run the same command again.',
      ),
    },
  );
