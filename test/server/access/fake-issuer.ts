import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

const base64url = (value: object | string): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** An OpenID provider on this machine that signs in whoever is asked for. */
export class FakeIssuer {
  #key: KeyObject;
  #public: KeyObject;
  readonly #codes = new Map<string, { nonce: string; challenge: string; redirect: string }>();
  /** What the ID token says beside what it must; tests spoil it. */
  claims: Record<string, unknown> = { preferred_username: 'clerk' };
  /** Signs with a key that is not the published one. */
  forge = false;
  url = '';

  private constructor() {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    [this.#key, this.#public] = [pair.privateKey, pair.publicKey];
  }

  static async start(): Promise<FakeIssuer> {
    const issuer = new FakeIssuer();
    const server = createServer((request, response) => void issuer.#answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    issuer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return issuer;
  }

  /** What its sign-in page does: sends the browser back with a code. */
  approve(authorize: string): string {
    const asked = new URL(authorize).searchParams;
    const code = randomBytes(16).toString('hex');
    this.#codes.set(code, {
      nonce: asked.get('nonce') ?? '',
      challenge: asked.get('code_challenge') ?? '',
      redirect: asked.get('redirect_uri') ?? '',
    });
    return `?code=${code}&state=${asked.get('state') ?? ''}&iss=${encodeURIComponent(this.url)}`;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/.well-known/openid-configuration')
      return void send(200, {
        issuer: this.url,
        authorization_endpoint: `${this.url}/authorize`,
        token_endpoint: `${this.url}/token`,
        jwks_uri: `${this.url}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
      });
    if (request.url === '/keys')
      return void send(200, {
        keys: [{ ...this.#public.export({ format: 'jwk' }), kid: 'k', use: 'sig', alg: 'RS256' }],
      });
    let body = '';
    for await (const piece of request) body += String(piece);
    const form = new URLSearchParams(body);
    const known = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!known || verifier !== known.challenge || form.get('redirect_uri') !== known.redirect)
      return void send(400, { error: 'invalid_grant' });
    const now = Math.floor(Date.now() / 1000);
    const token = this.#signed({
      iss: this.url,
      aud: 'xiaoan',
      sub: 's-1',
      iat: now,
      exp: now + 60,
      nonce: known.nonce,
      ...this.claims,
    });
    send(200, { access_token: 'a', token_type: 'bearer', expires_in: 60, id_token: token });
  }

  #signed(claims: object): string {
    const signed = `${base64url({ alg: 'RS256', kid: 'k' })}.${base64url(claims)}`;
    const key = this.forge
      ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
      : this.#key;
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
  }
}
