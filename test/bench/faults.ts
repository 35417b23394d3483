import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { headersOf } from './analyst.ts';
import { childrenOf } from './process-state.ts';
import type { ServedSample } from './served-sample.ts';

/** Seconds between two of each kind. */
const EVERY = { slow: 8, aborted: 3, oversized: 4, malformed: 4, swap: 30, kill: 15 } as const;
type Kind = keyof typeof EVERY;

const LARGE = `select repeat('x', 200) || range from range(1000000)`;

/** What clients and operators do to a server on a bad day. */
export class Faults {
  readonly #done = new Map<Kind, number>();

  /** @param note told of an answer that is not the one there should be */
  constructor(
    private readonly served: ServedSample,
    private readonly note: (what: string) => void,
  ) {}

  async until(end: number): Promise<void> {
    const kinds = Object.keys(EVERY) as Kind[];
    await Promise.all(kinds.map((kind) => this.#repeat(kind, end)));
  }

  summary(): string {
    return [...this.#done].map(([kind, count]) => `${kind} ${count}`).join(', ');
  }

  async #repeat(kind: Kind, end: number): Promise<void> {
    while (Date.now() + EVERY[kind] * 1000 < end) {
      await wait(EVERY[kind] * 1000);
      try {
        await this.#do[kind]();
      } catch (error) {
        this.note(`${kind}: ${String(error)}`);
      }
      this.#done.set(kind, (this.#done.get(kind) ?? 0) + 1);
    }
  }

  readonly #do: Readonly<Record<Kind, () => Promise<void>>> = {
    slow: async () => {
      const control = new AbortController();
      const response = await this.#ask('slow', control.signal);
      const reader = response.body?.getReader();
      for (let read = 0; read < 10; read++) {
        await reader?.read();
        await wait(500);
      }
      control.abort();
    },
    aborted: async () => {
      const control = new AbortController();
      setTimeout(() => control.abort(), Math.random() * 400);
      await this.#ask('aborting', control.signal)
        .then(
          (response) => response.arrayBuffer(),
          () => undefined,
        )
        .catch(() => undefined);
    },
    oversized: async () => {
      const status = await this.#send(JSON.stringify({ sql: 'x'.repeat(2_000_000) }));
      this.#expect('oversized body', status, 413);
    },
    malformed: async () => {
      this.#expect('malformed body', (await this.#post('{"sql": ')).status, 400);
      this.#expect('body of another shape', (await this.#post('[1]')).status, 400);
      this.#expect('garbage', await this.#raw('GARBAGE\r\n\r\n'), 400);
      this.#expect(
        'foreign host',
        await this.#raw('GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
        421,
      );
      this.#expect(
        'large header',
        await this.#raw(`GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`),
        431,
      );
      this.#expect(
        'bad address',
        await this.#raw('GET /%zz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n'),
        400,
      );
    },
    swap: async () => this.served.swap(),
    kill: async () => {
      const workers = childrenOf(this.served.pid);
      const victim = workers[Math.floor(Math.random() * workers.length)];
      if (victim !== undefined) process.kill(victim, 'SIGKILL');
    },
  };

  #ask(reader: string, signal: AbortSignal): Promise<Response> {
    return fetch(`${this.served.url}/api/sql`, {
      method: 'POST',
      headers: headersOf(reader),
      body: JSON.stringify({ id: randomUUID(), sql: LARGE, parameters: {} }),
      signal,
    });
  }

  async #post(body: string): Promise<Response> {
    const response = await fetch(`${this.served.url}/api/sql`, {
      method: 'POST',
      headers: headersOf('careless'),
      body,
    });
    await response.arrayBuffer();
    return response;
  }

  /** Sends a body that is answered before it is read; `fetch` may take that for a broken connection. */
  #send(body: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const headers = { ...headersOf('careless'), 'content-length': Buffer.byteLength(body) };
      const sent = request(`${this.served.url}/api/sql`, { method: 'POST', headers }, (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
      });
      sent.once('error', reject);
      sent.end(body);
    });
  }

  /** Sends bytes as they are, and gives the status of what comes back. */
  async #raw(text: string): Promise<number> {
    const { hostname, port } = new URL(this.served.url);
    const socket = connect(Number(port), hostname);
    socket.write(text);
    let answer = '';
    try {
      for await (const piece of socket) {
        answer += String(piece);
        if (answer.includes('\r\n')) break;
      }
    } finally {
      socket.destroy();
    }
    return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
  }

  #expect(what: string, status: number, expected: number): void {
    if (status !== expected) this.note(`${what} ${status}`);
  }
}
