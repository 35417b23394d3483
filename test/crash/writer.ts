import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** The parts of a job in which a process may die. */
export const PHASES = ['load', 'build', 'publish'] as const;
export type Phase = (typeof PHASES)[number];

/** What a process is told to do: take in a folder or a decision, publish, or one after the other. */
export interface Job {
  readonly warehouse: string;
  readonly inbox?: string;
  /** When the files had come, ISO; now where left out. */
  readonly receivedAt?: string;
  /** A word to be decided on, and what was held back for it to be loaded again. */
  readonly decision?: { readonly list: string; readonly word: string; readonly code: string };
  readonly publish?: boolean;
}

/** What the process says. */
export type Word = 'ready' | Phase | 'done';

/** What became of a process that was to be killed. */
export interface Killed {
  /** The phase in which it died; undefined where it had done its job before. */
  readonly phase?: Phase;
  /** Milliseconds from the beginning of that phase. */
  readonly moment: number;
}

/** A process that writes to warehouses as it is told, and may be killed while it does. */
export class Writer {
  private constructor(private readonly child: ChildProcess) {}

  static async start(): Promise<Writer> {
    const script = new URL('child.ts', import.meta.url).pathname;
    const child = fork(script, [], { execArgv: ['--import', 'tsx'] });
    await once(child, 'message');
    return new Writer(child);
  }

  /** Does a job undisturbed; gives the milliseconds of each phase. */
  async work(job: Job): Promise<ReadonlyMap<Phase, number>> {
    const times = new Map<Phase, number>();
    await this.#listen(job, (phase, milliseconds) => times.set(phase, milliseconds));
    return times;
  }

  /** Does a job and is killed by `kill -9` so long after a phase of it began. */
  async die(job: Job, phase: Phase, moment: number): Promise<Killed> {
    const begun: { phase: Phase; at: number }[] = [];
    const ended = once(this.child, 'exit');
    this.child.on('message', (word: Word) => {
      if (word === 'done') this.child.disconnect();
      else if (word !== 'ready') begun.push({ phase: word, at: performance.now() });
      if (word === phase) setTimeout(() => this.child.kill('SIGKILL'), moment);
    });
    this.child.send(job);
    const [, signal] = (await ended) as [number | null, NodeJS.Signals | null];
    const last = begun.at(-1);
    if (signal !== 'SIGKILL' || !last) return { moment };
    return { phase: last.phase, moment: performance.now() - last.at };
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  #listen(job: Job, tell: (phase: Phase, milliseconds: number) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      let current: { phase: Phase; at: number } | undefined;
      const settle = (settled: () => void) => {
        this.child.off('message', hear);
        this.child.off('exit', died);
        settled();
      };
      const hear = (word: Word) => {
        const now = performance.now();
        if (current) tell(current.phase, now - current.at);
        if (word === 'done') return settle(resolve);
        if (word !== 'ready') current = { phase: word, at: now };
      };
      const died = () => settle(() => reject(new Error('the writer died by itself')));
      this.child.on('message', hear);
      this.child.on('exit', died);
      this.child.send(job);
    });
  }
}
