import { Failure, text } from '../contracts/index.ts';
import { DurableFile } from './durable-file.ts';
import { hashPassword, isOutdated, isPassword, STRONG, type HashCost } from './password-hash.ts';
import { requireGoodPassword } from './password-rules.ts';
import { isRole, type Role } from './roles.ts';
import { parseScope, scopeText, type Scope } from './scope.ts';

/** Somebody who may sign in. */
export interface Account {
  /** What is typed to sign in; unique but for case. */
  readonly name: string;
  /** What people call them. */
  readonly label: string;
  readonly role: Role;
  readonly scope: Scope;
  /** `scrypt$…`; null for those who sign in elsewhere only (OIDC, proxy). */
  readonly hash: string | null;
  readonly disabled: boolean;
  /** Whether the password was given by somebody else. */
  readonly mustChange: boolean;
  /** ISO times. */
  readonly createdAt: string;
  readonly passwordAt: string | null;
}

export type NewAccount = Pick<Account, 'name' | 'role' | 'scope'> & { readonly label?: string };
/** What an administrator changes of an account. */
export type AccountChange = Partial<Pick<Account, 'label' | 'role' | 'scope' | 'disabled'>>;

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,63}$/u;

/** Names are compared so that nobody can pass for another by case or width. */
export const keyOf = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

type Stored = Readonly<Record<string, Account>>;

/** Accounts of one warehouse, in `access/accounts.json`; safe for several processes. */
export class Accounts {
  readonly #file: DurableFile<Stored>;
  /** Hashed in vain for names that nobody has, so that they take as long. */
  #decoy: Promise<string> | undefined;
  /** One hash at a time: each takes 64 MiB and a processor. */
  #hashing: Promise<unknown> = Promise.resolve();

  constructor(
    path: string,
    private readonly cost: HashCost = STRONG,
  ) {
    this.#file = new DurableFile<Stored>(path, {}, readStored);
  }

  list(): readonly Account[] {
    return Object.values(this.#file.get()).sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  find(name: string): Account | undefined {
    const stored = this.#file.get();
    const key = keyOf(name);
    return Object.hasOwn(stored, key) ? stored[key] : undefined;
  }

  /**
   * @param password null for one who signs in elsewhere
   * @param mustChange whether it was chosen by somebody else
   * @throws Failure `bad_account_name`, `account_exists`, `weak_password`, `first_admin`
   */
  async add(account: NewAccount, password: string | null, mustChange = false): Promise<Account> {
    const name = account.name.normalize('NFKC').trim();
    if (!NAME.test(name) || keyOf(name) === 'local') throw badName();
    if (this.find(name)) throw exists(name);
    if (password !== null) requireGoodPassword(password, name);
    const now = new Date().toISOString();
    const made: Account = {
      name,
      label: account.label?.trim().slice(0, 64) || name,
      role: account.role,
      scope: account.scope,
      hash: password === null ? null : await this.#hash(password),
      disabled: false,
      mustChange: mustChange && password !== null,
      createdAt: now,
      passwordAt: password === null ? null : now,
    };
    this.#file.change((stored) => {
      if (Object.hasOwn(stored, keyOf(name))) throw exists(name);
      if (!hasAdmin(stored) && made.role !== 'admin') throw firstAdmin();
      return { ...stored, [keyOf(name)]: made };
    });
    return made;
  }

  /** @throws Failure `account_unknown`, `last_admin` */
  change(name: string, change: AccountChange): Account {
    return this.#replace(name, (account) => ({ ...account, ...change }));
  }

  /** @throws Failure `account_unknown`, `weak_password` */
  async setPassword(name: string, password: string, mustChange = false): Promise<Account> {
    const { name: kept } = this.#known(name);
    requireGoodPassword(password, kept);
    const hash = await this.#hash(password);
    const passwordAt = new Date().toISOString();
    return this.#replace(name, (account) => ({ ...account, hash, passwordAt, mustChange }));
  }

  /**
   * The account of that name and password, or undefined; takes as long for a name that nobody has. A hash
   * made at another cost is made anew.
   */
  async verify(name: string, password: string): Promise<Account | undefined> {
    const account = this.find(name);
    this.#decoy ??= hashPassword('nobody has this password', this.cost);
    const hash = account?.hash ?? (await this.#decoy);
    const right = await this.#alone(() => isPassword(password, hash));
    if (!right || !account?.hash || account.disabled) return undefined;
    if (!isOutdated(account.hash, this.cost)) return account;
    const renewed = await this.#hash(password);
    return this.#replace(name, (now) =>
      now.hash === account.hash ? { ...now, hash: renewed } : now,
    );
  }

  #hash(password: string): Promise<string> {
    return this.#alone(() => hashPassword(password, this.cost));
  }

  #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#hashing.then(work, work);
    this.#hashing = turn.catch(() => undefined);
    return turn;
  }

  #known(name: string): Account {
    const account = this.find(name);
    if (account) return account;
    throw new Failure(
      'account_unknown',
      text(`没有账号 ${name.slice(0, 64)}`, `There is no account ${name.slice(0, 64)}`),
    );
  }

  #replace(name: string, make: (account: Account) => Account): Account {
    const key = keyOf(this.#known(name).name);
    const stored = this.#file.change((before) => {
      const after = { ...before, [key]: make(before[key] ?? this.#known(name)) };
      if (hasAdmin(before) && !hasAdmin(after)) throw lastAdmin();
      return after;
    });
    return stored[key] as Account;
  }
}

const hasAdmin = (stored: Stored): boolean =>
  Object.values(stored).some(({ role, disabled }) => role === 'admin' && !disabled);

/** What was parsed, checked as far as anything depends on it. */
function readStored(parsed: unknown): Stored {
  const entries = Object.entries(parsed as Record<string, Account>);
  return Object.fromEntries(
    entries.map(([key, account]) => {
      if (typeof account.name !== 'string' || !isRole(account.role))
        throw new TypeError(`account ${key} is malformed`);
      return [key, { ...account, scope: parseScope(scopeText(account.scope)) }];
    }),
  );
}

const badName = (): Failure =>
  new Failure('bad_account_name', text('账号名不合规则', 'This is no name for an account'), {
    where: { column: 'name' },
    hint: text(
      '用字母、汉字、数字和 . _ @ -，最多 64 个，以字母、汉字或数字开头；local 已保留',
      'Letters, digits and . _ @ -, at most 64, beginning with a letter or digit; local is taken',
    ),
  });

const exists = (name: string): Failure =>
  new Failure(
    'account_exists',
    text(`账号 ${name} 已存在`, `There is an account ${name} already`),
    {
      where: { column: 'name' },
    },
  );

const firstAdmin = (): Failure =>
  new Failure(
    'first_admin',
    text('第一个账号应为管理员', 'The first account must be an administrator'),
    {
      where: { column: 'role' },
      hint: text(
        '有了账号就要登录，总得有人能管理账号',
        'With it everybody must sign in, so somebody must be able to add the others',
      ),
    },
  );

const lastAdmin = (): Failure =>
  new Failure(
    'last_admin',
    text('至少要留一个可用的管理员', 'At least one administrator must stay'),
    { hint: text('先添加另一个管理员', 'Add another administrator first') },
  );
