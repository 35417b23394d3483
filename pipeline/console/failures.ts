import { Failure, text } from '../contracts/index.ts';
import { chineseError } from './chinese-error.ts';
import type { ConsoleLimits } from './limits.ts';
import type { SqlFault } from './messages.ts';
import { NoTurn } from './queue.ts';

/**
 * A fault of a statement as a failure, with line and column in the SQL that was sent. DuckDB's own words come in
 * Chinese too where they are known; they stay as the original.
 */
export function sqlFailure({ code, message, position, hint }: SqlFault, sql: string): Failure {
  const place = position !== undefined && { where: placeOf(sql, position) };
  if (typeof message !== 'string')
    return new Failure(code, message, { ...place, ...(hint && { hint }) });
  const known = chineseError(message);
  const helpful = known?.family.hint ?? hint;
  return new Failure(code, text(known?.zh ?? `查询有误：${message}`, message), {
    ...place,
    ...(helpful && { hint: helpful }),
    ...(known && { original: message }),
  });
}

/** @param position in UTF-16 units, from 0; line and column count from 1 */
function placeOf(sql: string, position: number): { line: number; column: number } {
  const before = sql.slice(0, position).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** What a reader is told who got no turn. */
export function busy(reason: NoTurn['reason'], limits: ConsoleLimits): Failure {
  const { concurrent, concurrentEach } = limits;
  const words = {
    full: text('其他查询正在运行，排队已满', 'Other queries are running, and the queue is full'),
    full_for_reader: text(
      `您同时运行的查询已达上限（${concurrentEach}）`,
      `You have as many queries running as may be (${concurrentEach})`,
    ),
    waited_long: text(
      `等了 ${limits.waitSeconds} 秒仍未轮到：最多同时运行 ${concurrent} 条查询`,
      `No turn within ${limits.waitSeconds} s: at most ${concurrent} queries run at a time`,
    ),
    gone: text('查询已取消', 'The query was cancelled'),
  };
  if (reason === 'gone') return new Failure('sql_cancelled', words.gone);
  return new Failure('sql_busy', words[reason], {
    hint: text(
      '稍后再试，或先取消正在运行的查询',
      'Try again later, or cancel one that is running',
    ),
  });
}

/** What a reader is told whose query has the id of another. */
export const duplicateRun = (): Failure =>
  new Failure(
    'sql_duplicate',
    text('这个编号的查询已经存在', 'There is a query of that id already'),
  );

/** What is told where something of DuckDB or the operating system keeps the console from working. */
export const unavailable = (cause: unknown): Failure =>
  new Failure(
    'sql_unavailable',
    text('查询进程无法启动', "The console's processes cannot be started"),
    { hint: text('请查看服务器的日志', "See the server's log"), cause },
  );
