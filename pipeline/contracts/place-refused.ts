import { Failure } from './failure.ts';
import { text } from './text.ts';

/** How the system says that a place may not be read or written, or is no folder or file as was meant. */
const REFUSED = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EEXIST']);

/** The failure that a person is told where the system refuses a place; undefined where an error means something else. */
export function placeRefused(error: unknown): Failure | undefined {
  if (!(error instanceof Error && 'code' in error && 'path' in error)) return undefined;
  return REFUSED.has(String(error.code)) ? refusal(error, String(error.path)) : undefined;
}

/** As {@link placeRefused}, where the system says of a place to be made that there is none such. */
export const noSuchPlace = (error: NodeJS.ErrnoException): Failure =>
  refusal(error, error.path ?? '');

const refusal = (cause: Error, file: string): Failure =>
  new Failure(
    'place_refused',
    text(
      '这个位置不能读写，或者不是所要的文件夹（文件）',
      'This place may not be read or written, or is not the folder or file that was meant',
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
