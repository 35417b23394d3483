import { join } from 'node:path';
import { Failure, text } from '../contracts/index.ts';
import { Accounts, keyOf, type Account } from './accounts.ts';
import { AuditLog, type SignInWay } from './audit.ts';
import type { AccessConfig } from './config.ts';
import { Lockouts } from './lockouts.ts';
import { Oidc } from './oidc.ts';
import type { HashCost } from './password-hash.ts';
import { localReader, type Reader } from './reader.ts';
import { Sessions } from './sessions.ts';

export interface DeskOptions {
  /** `<warehouse>/access` */
  readonly folder: string;
  readonly config: AccessConfig;
  /** Whether only this machine reaches the server: then nobody need sign in as long as there is no account. */
  readonly onlyLocal: boolean;
  readonly cost?: HashCost;
  readonly now?: () => number;
}

/** Who somebody is said to be, when nobody of that name may sign in. */
const NOBODY = 'unknown';
/** Tries to sign in that may wait for the one whose password is being hashed. */
const WAITING = 20;

/** Lets people in: accounts, sessions, lock-out and the audit log of one installation. */
export class AccessDesk {
  readonly accounts: Accounts;
  readonly lockouts: Lockouts;
  readonly sessions: Sessions;
  readonly audit: AuditLog;
  readonly oidc: Oidc | undefined;
  readonly config: AccessConfig;
  #waiting = 0;

  constructor(private readonly options: DeskOptions) {
    const { folder, config, cost, now } = options;
    this.config = config;
    this.accounts = new Accounts(join(folder, 'accounts.json'), cost);
    this.lockouts = new Lockouts(join(folder, 'lockouts.json'), config.lockout, now);
    this.sessions = new Sessions(join(folder, 'sessions.json'), config.sessions, now);
    this.audit = new AuditLog(join(folder, 'audit'), now && (() => new Date(now())));
    this.oidc =
      config.oidc && config.publicOrigin
        ? new Oidc(config.oidc, config.publicOrigin, now)
        : undefined;
  }

  /** Whether nobody need sign in: on this machine alone, before there is an account or another way. */
  get isOpen(): boolean {
    const { config, onlyLocal } = this.options;
    return onlyLocal && !config.proxy && !config.oidc && this.accounts.list().length === 0;
  }

  /**
   * Signs somebody in. A name that nobody has, a wrong password and a disabled account answer alike, in the same time.
   * @returns a new token, for the browser alone
   * @throws Failure `sign_in_failed`, `locked_out`, `sign_in_busy`
   */
  async signIn(name: string, password: string, address: string): Promise<string> {
    const key = keyOf(name);
    const who = this.accounts.find(name)?.name ?? NOBODY;
    const wait = this.lockouts.wait(key, address);
    if (wait > 0) throw lockedOut(wait);
    if (this.#waiting >= WAITING) throw busy();
    this.#waiting += 1;
    try {
      const locks = this.lockouts.count(key, address);
      const account = await this.accounts.verify(name, password);
      if (!account) {
        this.audit.record({ event: 'sign_in_failed', who, address, what: 'password' });
        if (locks) this.audit.record({ event: 'locked_out', who, address, what: 'password' });
        throw failed();
      }
      this.lockouts.succeeded(key, address);
      return this.begin(account, address, 'password');
    } finally {
      this.#waiting -= 1;
    }
  }

  /**
   * Begins a session of somebody for whom another vouches.
   * @throws Failure `no_account` where that name has none
   */
  signInAs(name: string, address: string, what: SignInWay): string {
    const account = this.accounts.find(name);
    if (account && !account.disabled) return this.begin(account, address, what);
    this.audit.record({ event: 'sign_in_failed', who: account?.name ?? NOBODY, address, what });
    throw noAccount(name);
  }

  /** The reader of a session, or undefined where it ended. */
  readerOf(token: string): Reader | undefined {
    const name = this.sessions.nameOf(token);
    return name === undefined ? undefined : this.readerNamed(name, 'session');
  }

  /** The reader of an account, whoever vouches; undefined where it is none, or disabled. */
  readerNamed(name: string, via: Reader['via']): Reader | undefined {
    const account = this.accounts.find(name);
    if (!account || account.disabled) return undefined;
    const { label, role, scope, mustChange } = account;
    return {
      name: account.name,
      label,
      role,
      scope,
      via,
      mustChange: via === 'session' && mustChange,
    };
  }

  /** Whoever asks without any sign; undefined where they must sign in. */
  get anybody(): Reader | undefined {
    return this.isOpen ? localReader : undefined;
  }

  signOut(token: string, reader: Reader, address: string): void {
    this.sessions.end(token);
    this.audit.record({ event: 'sign_out', who: reader.name, address, what: reader.via });
  }

  /**
   * Changes one's own password; ends all sessions, and begins a new one.
   * @throws Failure `sign_in_failed` for a wrong old one, `weak_password`, `same_password`, `locked_out`
   */
  async changePassword(
    reader: Reader,
    old: string,
    next: string,
    address: string,
  ): Promise<string> {
    const key = keyOf(reader.name);
    const wait = this.lockouts.wait(key, address);
    if (wait > 0) throw lockedOut(wait);
    this.lockouts.count(key, address);
    if (!(await this.accounts.verify(reader.name, old))) throw wrongOld();
    this.lockouts.succeeded(key, address);
    if (old === next) throw same();
    const account = await this.accounts.setPassword(reader.name, next);
    this.sessions.endAll(account.name);
    this.audit.record({
      event: 'password_changed',
      who: account.name,
      address,
      what: account.name,
    });
    return this.sessions.begin(account.name);
  }

  private begin(account: Account, address: string, what: SignInWay): string {
    const token = this.sessions.begin(account.name);
    this.audit.record({ event: 'sign_in', who: account.name, address, what });
    return token;
  }
}

const failed = (): Failure =>
  new Failure('sign_in_failed', text('账号或密码不对', 'Name or password is wrong'), {
    hint: text('忘记密码请找管理员重设', 'An administrator can set a forgotten password anew'),
  });

const wrongOld = (): Failure =>
  new Failure('sign_in_failed', text('原密码不对', 'The old password is wrong'), {
    where: { column: 'old' },
  });

const same = (): Failure =>
  new Failure('same_password', text('新密码与原密码相同', 'The new password is the old one'), {
    where: { column: 'password' },
  });

const lockedOut = (milliseconds: number): Failure => {
  const seconds = Math.ceil(milliseconds / 1000);
  return new Failure(
    'locked_out',
    text(`尝试次数过多，请 ${seconds} 秒后再试`, `Too many tries: wait ${seconds} s`),
    { hint: text('管理员可以解锁账号', 'An administrator can unlock the account') },
  );
};

const busy = (): Failure =>
  new Failure('sign_in_busy', text('登录的人太多', 'Too many are signing in'), {
    hint: text('稍等片刻再试', 'Try again in a moment'),
  });

const noAccount = (name: string): Failure =>
  new Failure(
    'no_account',
    text(`“${name.slice(0, 64)}”在校安没有账号`, `"${name.slice(0, 64)}" has no account here`),
    { hint: text('请管理员添加同名账号', 'Ask an administrator to add an account of that name') },
  );
