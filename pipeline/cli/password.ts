import { Failure, text } from '../contracts/index.ts';
import { cliLocale } from './locale.ts';

/**
 * A password: typed twice at a terminal, where it is not shown, or the first line of stdin. Never an
 * argument, which others could see in the list of processes.
 * @throws Failure `passwords_differ`, `password_missing`
 */
export async function askPassword(): Promise<string> {
  const zh = cliLocale() === 'zh';
  if (!process.stdin.isTTY) {
    let given = '';
    for await (const piece of process.stdin) given += String(piece);
    const line = given.split(/\r?\n/, 1)[0] ?? '';
    if (line !== '') return line;
    throw new Failure(
      'password_missing',
      text('标准输入中没有密码', 'There is no password on stdin'),
    );
  }
  const first = await typed(zh ? '密码：' : 'Password: ');
  const second = await typed(zh ? '再输一次：' : 'Again: ');
  if (first === second) return first;
  throw new Failure('passwords_differ', text('两次输入不同', 'The two are not the same'));
}

const [ENTER, RETURN, END, INTERRUPT, BACKSPACE, DELETE] = [
  '\n',
  '\r',
  '\u0004',
  '\u0003',
  '\b',
  '\u007f',
];

/** Reads a line without showing it. */
function typed(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(prompt);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  return new Promise((resolve, reject) => {
    let line = '';
    const finish = (settle: () => void): void => {
      stdin.off('data', read);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      settle();
    };
    const read = (signs: string): void => {
      for (const sign of signs) {
        if (sign === ENTER || sign === RETURN || sign === END) return finish(() => resolve(line));
        if (sign === INTERRUPT)
          return finish(() => reject(new Failure('password_missing', text('已取消', 'Cancelled'))));
        line =
          sign === BACKSPACE || sign === DELETE ? [...line].slice(0, -1).join('') : line + sign;
      }
    };
    stdin.on('data', read);
  });
}
