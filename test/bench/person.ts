import { Agent, request } from 'node:http';
import { createHash } from 'node:crypto';
import { text as textOf } from 'node:stream/consumers';

/** One answered request. */
export interface Reply {
  readonly status: number;
  readonly milliseconds: number;
  readonly bytes: number;
}

/** What the answers of all people were, so that two of one name can be held against each other. */
export class Answers {
  readonly #known = new Map<string, string>();
  /** Paths whose answers were not the same under one name. */
  readonly differing = new Set<string>();

  see(path: string, tag: string, body: string): void {
    const hash = createHash('sha256').update(body).digest('hex');
    if ((this.#known.get(tag) ?? hash) !== hash) this.differing.add(path);
    this.#known.set(tag, hash);
  }
}

/** Connections that a browser opens to one host. */
const CONNECTIONS = 6;

/** A person at a browser: asks a page's queries at once, and again only for what changed. */
export class Person {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  readonly #tags = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly answers: Answers,
  ) {}

  visit(paths: readonly string[]): Promise<Reply[]> {
    return Promise.all(paths.map((path) => this.get(path)));
  }

  /** One in ten answers comes uncompressed, and is held against those of others. */
  async get(path: string): Promise<Reply> {
    const isChecked = Math.random() < 0.1;
    const tag = isChecked ? undefined : this.#tags.get(path);
    const started = performance.now();
    const reply = await new Promise<Reply & { tag: string | undefined; body: string }>(
      (resolve, reject) => {
        const sent = request(
          `${this.url}${path}`,
          {
            agent: this.#agent,
            headers: {
              'accept-encoding': isChecked ? 'identity' : 'br',
              ...(tag !== undefined && { 'if-none-match': tag }),
            },
          },
          (response) => {
            response.setEncoding('latin1');
            textOf(response).then(
              (body) =>
                resolve({
                  status: response.statusCode ?? 0,
                  milliseconds: performance.now() - started,
                  bytes: body.length,
                  tag: response.headers.etag,
                  body,
                }),
              reject,
            );
          },
        );
        sent.on('error', reject);
        sent.end();
      },
    );
    if (reply.tag !== undefined) this.#tags.set(path, reply.tag);
    if (isChecked && reply.tag !== undefined && reply.status === 200)
      this.answers.see(path, reply.tag, reply.body);
    return reply;
  }

  leave(): void {
    this.#agent.destroy();
  }
}
