import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  discovery,
  enableNonRepudiationChecks,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import { Failure, text } from '../contracts/index.ts';
import type { OidcConfig } from './config.ts';

/** What is remembered of somebody who was sent to the provider, until they come back. */
interface Sent {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly until: number;
}

/** How long signing in at the provider may take, in milliseconds. */
const PATIENCE = 10 * 60_000;
/** People under way at a time: more is no people. */
const MOST = 1_000;

/** Signing in at an OpenID provider: authorization code with PKCE, state and nonce. */
export class Oidc {
  #configuration: Promise<Configuration> | undefined;
  readonly #sent = new Map<string, Sent>();
  readonly #callback: string;

  /** @param publicOrigin under which people come back, at `/api/oidc/callback` */
  constructor(
    private readonly config: OidcConfig,
    publicOrigin: string,
    private readonly now: () => number = Date.now,
  ) {
    this.#callback = `${publicOrigin}/api/oidc/callback`;
  }

  get label(): OidcConfig['label'] {
    return this.config.label;
  }

  /**
   * Begins: where to send the browser, and the key that it must bring back in a cookie.
   * @throws Failure `oidc_unreachable`
   */
  async begin(): Promise<{ readonly url: string; readonly key: string }> {
    const configuration = await this.#discovered();
    const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const key = randomState();
    for (const [old, { until }] of this.#sent) if (until < this.now()) this.#sent.delete(old);
    if (this.#sent.size >= MOST) throw unreachable(undefined);
    this.#sent.set(key, { state, nonce, verifier, until: this.now() + PATIENCE });
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: this.#callback,
      scope: 'openid profile',
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, key };
  }

  /**
   * Ends: the name that the provider vouches for. Each key is good for one return.
   * @param search the query of the address that the browser came back to
   * @param key that {@link begin} gave
   * @throws Failure `oidc_refused` where anything does not fit
   */
  async end(search: string, key: string): Promise<string> {
    const sent = this.#sent.get(key);
    this.#sent.delete(key);
    if (!sent || sent.until < this.now()) throw refused(undefined);
    const configuration = await this.#discovered();
    let name: unknown;
    try {
      const tokens = await authorizationCodeGrant(
        configuration,
        new URL(`${this.#callback}${search}`),
        {
          expectedState: sent.state,
          expectedNonce: sent.nonce,
          pkceCodeVerifier: sent.verifier,
          idTokenExpected: true,
        },
      );
      name = tokens.claims()?.[this.config.nameClaim];
    } catch (cause) {
      throw refused(cause);
    }
    if (typeof name !== 'string' || name.trim() === '') throw refused(undefined);
    return name;
  }

  async #discovered(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.config;
    const url = new URL(issuer);
    this.#configuration ??= discovery(
      url,
      clientId,
      {},
      clientSecret === null ? None() : ClientSecretPost(clientSecret),
      // The token's signature is checked too, though it comes straight from the provider.
      // A provider on the same machine needs no certificate; any other is asked over TLS only.
      {
        execute: [enableNonRepudiationChecks, ...(isLocal(url) ? [allowInsecureRequests] : [])],
        timeout: 10,
      },
    );
    try {
      return await this.#configuration;
    } catch (cause) {
      this.#configuration = undefined;
      throw unreachable(cause);
    }
  }
}

const isLocal = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(hostname);

const unreachable = (cause: unknown): Failure =>
  new Failure(
    'oidc_unreachable',
    text('统一身份认证暂时连不上', 'The single sign-on cannot be reached'),
    { cause, hint: text('稍后再试，或请管理员查看', 'Try again later, or ask an administrator') },
  );

const refused = (cause: unknown): Failure =>
  new Failure('oidc_refused', text('统一身份认证没有通过', 'The single sign-on did not succeed'), {
    cause,
    hint: text('请重新登录', 'Sign in again'),
  });
