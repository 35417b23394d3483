import { isIP } from 'node:net';
import { Failure, text } from '../contracts/index.ts';
import { HttpFailure } from './http-failure.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Whether only this machine can reach that address. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** What keeps strangers out of a server that other machines can reach. */
export interface Guard {
  readonly hasAccounts: boolean;
  /** Its own certificate, or a proxy before it that has one. */
  readonly hasTls: boolean;
}

/**
 * @throws Failure `host_not_loopback` for an address that other machines can reach, unless people sign in
 *   there and nobody on the way can read along
 */
export function requireGuarded(host: string, { hasAccounts, hasTls }: Guard): void {
  if (isLoopback(host) || (hasAccounts && hasTls)) return;
  throw new Failure(
    'host_not_loopback',
    hasAccounts
      ? text(
          `不能在 ${host} 上提供服务：没有加密，同一网络里的人能截获密码`,
          `Will not serve on ${host}: without TLS anybody on the network could read passwords`,
        )
      : text(
          `不能在 ${host} 上提供服务：还没有账号，同一网络里的任何人都能看到全部数据`,
          `Will not serve on ${host}: there is no account yet, so anybody on the network could read everything`,
        ),
    {
      hint: hasAccounts
        ? text(
            '用 --tls-cert 和 --tls-key 给出证书，或在 access/config.yaml 中写明前面的代理 proxy.addresses',
            'Give a certificate with --tls-cert and --tls-key, or name the proxy before it as proxy.addresses in access/config.yaml',
          )
        : text(
            '先添加管理员：xiaoan account add NAME --role admin；或使用默认的 127.0.0.1',
            'Add an administrator first: xiaoan account add NAME --role admin; or keep the default 127.0.0.1',
          ),
    },
  );
}

/** The host of a Host header, without its port. */
const nameOf = (header: string | undefined): string =>
  (header ?? '').replace(/:\d+$/, '').toLowerCase();

/**
 * Refuses requests that were sent to another name than this server's own: a page on the internet can
 * have its name resolved to this machine and would then be let in as same-origin (DNS rebinding). A bare
 * IP address cannot be had so; it is taken where the server listens beyond its own machine.
 * @param header the request's Host
 * @param allowed names beside this machine's own; empty on the loopback address
 * @throws HttpFailure 421
 */
export function checkHostHeader(header: string | undefined, allowed: readonly string[] = []): void {
  const name = nameOf(header);
  if (isLoopback(name) || allowed.includes(name)) return;
  if (allowed.length > 0 && isIP(name.replace(/^\[|\]$/g, '')) !== 0) return;
  throw new HttpFailure(
    421,
    'wrong_host',
    text(
      `此服务不接受发往 ${name || '（空）'} 的请求`,
      `Not the server for ${name || '(no host)'}`,
    ),
    {
      hint: text(
        `请用 ${allowed[0] ?? 'http://127.0.0.1'} 打开`,
        `Open it as ${allowed[0] ?? 'http://127.0.0.1'}`,
      ),
    },
  );
}
