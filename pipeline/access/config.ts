import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { Failure, text, type Text } from '../contracts/index.ts';
import { DataNode, type DataFileKind } from '../contracts/data-node.ts';
import { LOCKOUT, type LockoutRules } from './lockouts.ts';
import { SESSION, type SessionLimits } from './sessions.ts';

/** A proxy before this server, which alone may say who somebody is. */
export interface ProxyConfig {
  /** Addresses that it connects from. */
  readonly addresses: readonly string[];
  /** Header that holds the name of an account; null where it only adds TLS. */
  readonly header: string | null;
}

export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  /** Claim of the ID token that names the account. */
  readonly nameClaim: string;
  readonly label: Text;
}

/** How people sign in to one installation: `access/config.yaml`. */
export interface AccessConfig {
  /** Scheme, host and port under which people open it; null where it is not opened from elsewhere. */
  readonly publicOrigin: string | null;
  readonly proxy: ProxyConfig | null;
  readonly oidc: OidcConfig | null;
  readonly sessions: SessionLimits;
  readonly lockout: LockoutRules;
  /** Months that the audit log is kept. */
  readonly auditMonths: number;
}

export const defaultConfig: AccessConfig = {
  publicOrigin: null,
  proxy: null,
  oidc: null,
  sessions: SESSION,
  lockout: LOCKOUT,
  auditMonths: 36,
};

const kind: DataFileKind = {
  code: 'access_config_invalid',
  fault: text('登录配置有误', 'The configuration of sign-in is wrong'),
  hint: text(
    '请改正该行后重新启动，见 docs/access.md',
    'Mend that line and start again; see docs/access.md',
  ),
};

const MINUTE = 60_000;

/**
 * Reads the configuration.
 * @param file of a path that was given, or of the warehouse
 * @param isGiven whether it must be there
 * @throws Failure `access_config_invalid` with file and line, `access_config_missing`
 */
export function readConfig(file: string, isGiven: boolean): AccessConfig {
  if (!existsSync(file)) {
    if (!isGiven) return defaultConfig;
    throw new Failure(
      'access_config_missing',
      text('没有这个登录配置文件', 'There is no such configuration of sign-in'),
      { where: { file } },
    );
  }
  return parseConfig(file, readFileSync(file, 'utf8'));
}

/** @throws Failure `access_config_invalid` */
export function parseConfig(file: string, content: string): AccessConfig {
  if (content.trim() === '') return defaultConfig;
  const root = DataNode.parse(file, content, kind);
  const keys = ['public_origin', 'proxy', 'oidc', 'sessions', 'lockout', 'audit'] as const;
  const part = root.mapping(keys);
  const publicOrigin = part.public_origin.missing ? null : originIn(part.public_origin);
  if (!part.oidc.missing && publicOrigin === null)
    part.oidc.fail('需要同时写明 public_origin', 'needs public_origin beside it');
  return {
    publicOrigin,
    proxy: part.proxy.missing ? null : proxyIn(part.proxy),
    oidc: part.oidc.missing ? null : oidcIn(part.oidc),
    sessions: part.sessions.missing ? SESSION : sessionsIn(part.sessions),
    lockout: part.lockout.missing ? LOCKOUT : lockoutIn(part.lockout),
    auditMonths: part.audit.missing
      ? defaultConfig.auditMonths
      : part.audit.mapping(['keep_months']).keep_months.integer({ min: 6, max: 240 }),
  };
}

function originIn(node: DataNode): string {
  const value = node.string();
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.origin === value.replace(/\/$/, '');
  if (!isOrigin)
    node.fail('应如 https://xiaoan.example.cn', 'expected such as https://xiaoan.example.cn');
  return url.origin;
}

function proxyIn(node: DataNode): ProxyConfig {
  const { addresses, header } = node.mapping(['addresses', 'header']);
  return {
    addresses: addresses.items().map((item) => {
      const address = item.string();
      if (isIP(address) === 0) item.fail('应为 IP 地址', 'expected an IP address');
      return address;
    }),
    header: header.missing ? null : headerIn(header),
  };
}

/** Headers that every browser sends, or that mean something else. */
const TAKEN =
  /^(host|cookie|authorization|origin|referer|accept.*|user-agent|content-.*|sec-.*|x-xiaoan)$/;

function headerIn(node: DataNode): string {
  const name = node.string().toLowerCase();
  if (!/^[a-z0-9-]{2,60}$/.test(name) || TAKEN.test(name))
    node.fail('不能用作用户名的请求头', 'no header that can hold the name of a user');
  return name;
}

function oidcIn(node: DataNode): OidcConfig {
  const names = [
    'issuer',
    'client_id',
    'client_secret',
    'client_secret_file',
    'name_claim',
    'label',
  ];
  const part = node.mapping(names);
  const issuer = part['issuer'] as DataNode;
  if (!URL.canParse(issuer.string())) issuer.fail('应为网址', 'expected an address');
  return {
    issuer: issuer.string(),
    clientId: (part['client_id'] as DataNode).string(),
    clientSecret: secretIn(
      part['client_secret'] as DataNode,
      part['client_secret_file'] as DataNode,
    ),
    nameClaim: part['name_claim']?.missing
      ? 'preferred_username'
      : (part['name_claim'] as DataNode).string(),
    label: part['label']?.missing
      ? text('统一身份认证', 'Single sign-on')
      : (part['label'] as DataNode).text(),
  };
}

function secretIn(given: DataNode, file: DataNode): string | null {
  if (!given.missing) return given.string();
  if (file.missing) return null;
  const path = file.string();
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return file.fail('读不到这个文件', 'this file cannot be read');
  }
}

function sessionsIn(node: DataNode): SessionLimits {
  const { idle_minutes: idle, absolute_hours: absolute } = node.mapping([
    'idle_minutes',
    'absolute_hours',
  ]);
  return {
    idle: idle.missing ? SESSION.idle : idle.integer({ min: 5, max: 1440 }) * MINUTE,
    absolute: absolute.missing
      ? SESSION.absolute
      : absolute.integer({ min: 1, max: 168 }) * 60 * MINUTE,
  };
}

function lockoutIn(node: DataNode): LockoutRules {
  const part = node.mapping(['account_failures', 'address_failures', 'longest_minutes']);
  const number = (each: DataNode, max: number, otherwise: number): number =>
    each.missing ? otherwise : each.integer({ min: 3, max });
  return {
    ...LOCKOUT,
    accountFailures: number(part.account_failures, 20, LOCKOUT.accountFailures),
    addressFailures: number(part.address_failures, 1000, LOCKOUT.addressFailures),
    longestWait: number(part.longest_minutes, 1440, LOCKOUT.longestWait / MINUTE) * MINUTE,
  };
}
