import { Worker } from 'node:worker_threads';
import { Failure, text } from '../../contracts/index.ts';
import type { FileKind } from '../file-kind.ts';
import type { FileContent } from './content.ts';
import { tooLarge } from './failures.ts';
import type { ReadAnswer, ReadRequest } from './worker.ts';

/** How much a single file may take before it is refused. */
export interface ReadLimits {
  /** Size of the file. */
  readonly bytes: number;
  /** Time to read it; some small workbooks would take the library minutes. */
  readonly seconds: number;
  /** Heap of the worker. */
  readonly megabytes: number;
}

const DEFAULT_LIMITS: ReadLimits = { bytes: 200_000_000, seconds: 60, megabytes: 3_000 };

const tooMuch = (): Failure => tooLarge('超出可以读取的大小', 'it is more than can be read');

const tooSlow = (seconds: number): Failure =>
  new Failure(
    'file_too_slow',
    text(`读了 ${seconds} 秒还没读完，已停止`, `Not read within ${seconds} seconds: given up`),
    {
      hint: text(
        '请把数据复制到新的工作簿，另存为 .xlsx 再报送。',
        'Copy the data into a new workbook, save it as .xlsx and send that.',
      ),
    },
  );

/** How much lies with the thread, a file being read among it, so that it need not wait for us: each is copied. */
const AHEAD_BYTES = 1_000_000;

/** The first files take the longest, while the code that reads them is new to the machine. */
const ENOUGH_TO_TELL = 20;

/** A file to be read, and who waits for it. */
interface Turn {
  readonly request: ReadRequest;
  readonly resolve: (content: FileContent) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads files in a thread of its own, one after another, so that a file that hangs or eats the
 * memory costs only itself. The thread starts with the first file and does not keep the process
 * alive between files.
 */
export class Reader {
  #worker: Worker | undefined;
  /** The first is being read. */
  readonly #turns: Turn[] = [];
  /** How many of these were handed to the thread, and their bytes. */
  #handed = 0;
  #bytesHanded = 0;
  /** Files read so far, and the time it took. */
  #files = 0;
  #milliseconds = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly limits: ReadLimits = DEFAULT_LIMITS) {}

  /**
   * How long those that wait will take, in milliseconds, if each takes as long as those before; 0 while
   * so few were read that it cannot be said.
   */
  get millisecondsToGo(): number {
    return this.#files < ENOUGH_TO_TELL
      ? 0
      : (this.#milliseconds / this.#files) * this.#turns.length;
  }

  /** How many wait, the one being read among them. */
  get waiting(): number {
    return this.#turns.length;
  }

  /**
   * Reads one file.
   * @throws Failure `file_too_large`, `file_too_slow`, or what the format's reader found wrong
   */
  read(kind: FileKind, bytes: Uint8Array): Promise<FileContent> {
    if (bytes.length > this.limits.bytes) return Promise.reject(tooMuch());
    return new Promise((resolve, reject) => {
      this.#turns.push({ request: { kind, bytes }, resolve, reject });
      this.#handOver();
    });
  }

  #handOver(): void {
    if (this.#turns.length === 0) return;
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    if (this.#handed === 0) this.#watch(worker);
    for (;;) {
      const request = this.#turns[this.#handed]?.request;
      if (!request) return;
      const bytes = this.#bytesHanded + request.bytes.length;
      if (this.#handed > 0 && bytes > AHEAD_BYTES) return;
      worker.postMessage(request);
      this.#handed += 1;
      this.#bytesHanded = bytes;
    }
  }

  /** Gives the file that is being read its time. */
  #watch(worker: Worker): void {
    const { seconds } = this.limits;
    this.#timer = setTimeout(() => this.#abandon(worker, tooSlow(seconds)), seconds * 1000);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      // It brings its own loader: that of whoever started us would be a second one.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: this.limits.megabytes },
      // The library remarks on odd files to the console; those are not for the terminal.
      stdout: true,
      stderr: true,
    });
    const failed = (error: NodeJS.ErrnoException) =>
      this.#abandon(worker, error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : error);
    const ended = (code: number) =>
      this.#abandon(worker, new Error(`the reader's thread ended with ${code}`));
    return worker
      .on('message', (answer: ReadAnswer) => this.#answered(worker, answer))
      .on('error', failed)
      .on('exit', ended);
  }

  #answered(worker: Worker, answer: ReadAnswer): void {
    const turn = this.#turns.shift();
    this.#handed -= 1;
    this.#bytesHanded -= turn?.request.bytes.length ?? 0;
    this.#files += 1;
    this.#milliseconds += answer.milliseconds;
    clearTimeout(this.#timer);
    if (this.#handed > 0) this.#watch(worker);
    this.#handOver();
    if (this.#turns.length === 0) worker.unref();
    try {
      turn?.resolve(contentOf(answer));
    } catch (error) {
      turn?.reject(error);
    }
  }

  /** Gives up the file that is being read, and its thread; another one reads those that wait. */
  #abandon(worker: Worker, error: unknown): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    clearTimeout(this.#timer);
    worker.removeAllListeners();
    worker.on('error', () => undefined);
    void worker.terminate();
    [this.#handed, this.#bytesHanded] = [0, 0];
    this.#turns.shift()?.reject(error);
    this.#handOver();
  }
}

function contentOf(answer: ReadAnswer): FileContent {
  if ('content' in answer) return answer.content;
  if ('bug' in answer) throw new Error(`a file could not be read: ${answer.bug}`);
  const { code, text: words, ...options } = answer.failure;
  throw new Failure(code, words, options);
}
