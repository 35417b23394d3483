import { Worker } from 'node:worker_threads';
import { Failure, text } from '../../contracts/index.ts';
import type { FileKind } from '../sniff.ts';
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

/**
 * Reads files in a thread of its own, one after another, so that a file that hangs or eats the
 * memory costs only itself. The thread starts with the first file and does not keep the process
 * alive between files.
 */
export class Reader {
  #worker: Worker | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly limits: ReadLimits = DEFAULT_LIMITS) {}

  /**
   * Reads one file.
   * @throws Failure `file_too_large`, `file_too_slow`, or what the format's reader found wrong
   */
  read(kind: FileKind, bytes: Uint8Array): Promise<FileContent> {
    if (bytes.length > this.limits.bytes) return Promise.reject(tooMuch());
    const turn = this.#queue.then(() => this.#ask({ kind, bytes }));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #ask(request: ReadRequest): Promise<FileContent> {
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    try {
      return contentOf(await this.#exchange(worker, request));
    } finally {
      worker.unref();
    }
  }

  #start(): Worker {
    return new Worker(new URL('./worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.limits.megabytes },
      // The library remarks on odd files to the console; those are not for the terminal.
      stdout: true,
      stderr: true,
    });
  }

  #exchange(worker: Worker, request: ReadRequest): Promise<ReadAnswer> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        worker.off('message', answered).off('error', failed).off('exit', ended);
      };
      const abandon = (error: unknown) => {
        settle();
        this.#worker = undefined;
        void worker.terminate();
        reject(error);
      };
      const answered = (answer: ReadAnswer) => {
        settle();
        resolve(answer);
      };
      const failed = (error: NodeJS.ErrnoException) =>
        abandon(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : error);
      const ended = (code: number) => abandon(new Error(`the reader's thread ended with ${code}`));
      const { seconds } = this.limits;
      const timer = setTimeout(() => abandon(tooSlow(seconds)), seconds * 1000);
      worker.on('message', answered).on('error', failed).on('exit', ended);
      worker.postMessage(request);
    });
  }
}

function contentOf(answer: ReadAnswer): FileContent {
  if ('content' in answer) return answer.content;
  if ('bug' in answer) throw new Error(`a file could not be read: ${answer.bug}`);
  const { code, text: words, ...options } = answer.failure;
  throw new Failure(code, words, options);
}
