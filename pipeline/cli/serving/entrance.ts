import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { AccessDesk, type AccessConfig } from '../../access/index.ts';
import { Failure, text } from '../../contracts/index.ts';
import { isLoopback, requireGuarded, type ServerOptions } from '../../server/index.ts';
import { accessFolder, configOf, type AccessPlace } from '../access.ts';

export interface EntranceOptions extends AccessPlace {
  readonly host: string;
  /** Paths of a certificate and its key, PEM. */
  readonly tlsCert?: string;
  readonly tlsKey?: string;
}

/**
 * How people come in at a server on that address.
 * @throws Failure `host_not_loopback` where others could reach it and nothing keeps strangers out;
 *   `access_config_invalid`, `bad_tls`
 */
export function entranceOf(
  options: EntranceOptions,
): Required<Pick<ServerOptions, 'access' | 'hosts'>> & Pick<ServerOptions, 'tls'> {
  const { warehouse, host } = options;
  const config = configOf(options);
  const tls = tlsOf(options);
  const access = new AccessDesk({
    folder: accessFolder(warehouse),
    config,
    onlyLocal: isLoopback(host),
  });
  const admins = access.accounts
    .list()
    .filter(({ role, disabled }) => role === 'admin' && !disabled);
  requireGuarded(host, {
    hasAccounts: admins.length > 0,
    hasTls: tls !== undefined || config.proxy !== null,
  });
  return { access, hosts: hostsOf(host, config), ...(tls ? { tls } : {}) };
}

function tlsOf({ tlsCert, tlsKey }: EntranceOptions): ServerOptions['tls'] {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  const file = tlsCert ?? tlsKey;
  const wrong = (cause?: unknown): Failure =>
    new Failure(
      'bad_tls',
      text('证书或私钥读不到，或缺一个', 'Certificate or key cannot be read, or one is missing'),
      {
        ...(file === undefined ? {} : { where: { file } }),
        cause,
        hint: text(
          '--tls-cert 和 --tls-key 要同时给出，都是 PEM 文件',
          'Give both --tls-cert and --tls-key, each a PEM file',
        ),
      },
    );
  if (tlsCert === undefined || tlsKey === undefined) throw wrong();
  try {
    return { cert: readFileSync(tlsCert), key: readFileSync(tlsKey) };
  } catch (cause) {
    throw wrong(cause);
  }
}

/** Names under which it may be asked, beside this machine's own. */
function hostsOf(host: string, { publicOrigin }: AccessConfig): string[] {
  const named = publicOrigin === null ? [] : [new URL(publicOrigin).hostname];
  const anywhere = isIP(host) !== 0 && /^[0:.]+$/.test(host);
  return isLoopback(host) || anywhere
    ? [...named, ...(anywhere ? ['localhost'] : [])]
    : [...named, host.toLowerCase()];
}
