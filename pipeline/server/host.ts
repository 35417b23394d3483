import { Failure, text } from '../contracts/index.ts';
import { HttpFailure } from './http-failure.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Whether only this machine can reach that address. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/**
 * @throws Failure `host_not_loopback` for an address that other machines can reach: nobody signs in
 *   yet, so whoever reached it would read everything
 */
export function requireLoopback(host: string): void {
  if (isLoopback(host)) return;
  throw new Failure(
    'host_not_loopback',
    text(
      `不能在 ${host} 上提供服务：目前还没有登录功能，同一网络里的任何人都能看到全部数据`,
      `Will not serve on ${host}: there is no sign-in yet, so anybody on the network could read everything`,
    ),
    {
      hint: text(
        '使用默认的 127.0.0.1，需要时由带登录的反向代理转发',
        'Keep the default 127.0.0.1; where others need it, put a reverse proxy with a sign-in before it',
      ),
    },
  );
}

/**
 * Refuses requests that were sent to another name than this machine's own: a page on the internet can
 * have its name resolved to 127.0.0.1 and would then be let in as same-origin (DNS rebinding).
 * @param header the request's Host
 * @throws HttpFailure 421
 */
export function checkHostHeader(header: string | undefined): void {
  const name = (header ?? '').replace(/:\d+$/, '');
  if (isLoopback(name)) return;
  throw new HttpFailure(
    421,
    'wrong_host',
    text(
      `此服务不接受发往 ${name || '（空）'} 的请求`,
      `Not the server for ${name || '(no host)'}`,
    ),
    { hint: text('请用 http://127.0.0.1 打开', 'Open it as http://127.0.0.1') },
  );
}
