import { Failure, text } from '../contracts/index.ts';
import { commonPasswords } from './common-passwords.ts';

const SHORTEST = 10;
/** Longer ones are no safer, and hashing them costs. */
export const LONGEST = 200;

/** Rows of signs that fingers run along. */
const RUNS = ['0123456789', '9876543210', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl'];

/** How many different signs a password must have. */
const LEAST_SIGNS = 5;

/**
 * @param name of the account, which must not be part of its password
 * @throws Failure `weak_password` saying what is wrong; the words never hold the password
 */
export function requireGoodPassword(password: string, name: string): void {
  const plain = password.normalize('NFKC');
  const lower = plain.toLowerCase();
  if ([...plain].length < SHORTEST || plain.length > LONGEST)
    throw weak(
      `密码应有 ${SHORTEST} 到 ${LONGEST} 个字符`,
      `A password has ${SHORTEST} to ${LONGEST} signs`,
    );
  if (name.length > 1 && lower.includes(name.normalize('NFKC').toLowerCase()))
    throw weak('密码里不能有账号名', 'A password must not hold the name of the account');
  if (new Set(lower).size < LEAST_SIGNS)
    throw weak('密码里不同的字符太少', 'A password needs more different signs');
  if (commonPasswords.has(lower) || isRun(lower))
    throw weak('这个密码太常见，容易被猜中', 'This password is too common: it would be guessed');
}

/** Whether nothing is left of it but runs of neighbouring signs. */
function isRun(password: string): boolean {
  const doubled = RUNS.map((run) => run + run);
  let rest = password;
  while (rest.length >= 4) {
    const length = [...Array(rest.length - 3).keys()]
      .map((less) => rest.length - less)
      .find((size) => doubled.some((run) => run.includes(rest.slice(0, size))));
    if (length === undefined) return false;
    rest = rest.slice(length);
  }
  return true;
}

const weak = (zh: string, en: string): Failure =>
  new Failure('weak_password', text(zh, en), {
    where: { column: 'password' },
    hint: text('用几个不相干的词连起来，好记又难猜', 'Put some unrelated words together'),
  });
