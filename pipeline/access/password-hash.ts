import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** How costly a guess is: scrypt's N (a power of two), r and p. */
export interface HashCost {
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

/** 64 MiB and two passes a guess: one of OWASP's equivalent settings (Password Storage Cheat Sheet, scrypt). */
export const STRONG: HashCost = { n: 2 ** 16, r: 8, p: 2 };

const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** Signs that are typed in several ways count as one: NFKC, as NIST SP 800-63B 5.1.1.2 advises. */
const bytesOf = (password: string): Buffer => Buffer.from(password.normalize('NFKC'), 'utf8');

function derive(password: string, salt: Buffer, { n, r, p }: HashCost): Promise<Buffer> {
  const options: ScryptOptions = { N: n, r, p, maxmem: 256 * n * r };
  return new Promise((resolve, reject) => {
    scrypt(bytesOf(password), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** Hashes a password with a new salt: `scrypt$N$r$p$salt$key`, the last two in base64. */
export async function hashPassword(password: string, cost: HashCost = STRONG): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.n, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join(
    '$',
  );
}

/** The cost that a hash was made with; undefined where it is none of ours. */
function costOf(hash: string): HashCost | undefined {
  const [, n, r, p] = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$/.exec(hash) ?? [];
  return n === undefined ? undefined : { n: Number(n), r: Number(r), p: Number(p) };
}

/** Whether a password is the hashed one. Compares in constant time. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const cost = costOf(hash);
  const [salt, key] = hash.split('$').slice(4);
  if (!cost || salt === undefined || key === undefined) return false;
  const wanted = Buffer.from(key, 'base64');
  const given = await derive(password, Buffer.from(salt, 'base64'), cost);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

/** Whether a hash was made at another cost than is asked for now. */
export function isOutdated(hash: string, cost: HashCost = STRONG): boolean {
  const made = costOf(hash);
  return made?.n !== cost.n || made.r !== cost.r || made.p !== cost.p;
}
