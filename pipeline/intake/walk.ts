import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure, readMoment, text } from '../contracts/index.ts';
import { readCsv } from './read/csv.ts';
import { decodeText } from './read/text.ts';

/** A file to take in, with what the folder's register of receipts says of it. */
export interface Arrival {
  readonly path: string;
  readonly receivedAt?: Date;
  readonly sender?: string;
}

/** The file in a folder that says when each of its files had come, and from whom. */
const RECEIPTS = '_received.csv';
const RECEIPT_HEADERS = ['文件名', '收到时间', '报送单位'];

/** Files that nobody meant to send: hidden ones, lock files of Office, what macOS and Windows leave. */
export const isNoise = (name: string): boolean =>
  /^[.~]|^(__MACOSX|thumbs\.db|desktop\.ini)$/i.test(name) || name === RECEIPTS;

/**
 * Lists the files of paths: a file stands for itself, a folder for everything in it, by name.
 * Files whose day of receipt is known go first, in that order, so that the past is told as it went.
 * @throws Failure `file_missing`, or `receipts_invalid` naming the row
 */
export async function listArrivals(paths: readonly string[]): Promise<Arrival[]> {
  const arrivals: Arrival[] = [];
  for (const path of paths) arrivals.push(...(await arrivalsOf(path)));
  const time = ({ receivedAt }: Arrival) => receivedAt?.getTime() ?? Infinity;
  return arrivals
    .map((arrival, index) => ({ arrival, index }))
    .sort((one, other) => {
      const [first, second] = [time(one.arrival), time(other.arrival)];
      return first === second ? one.index - other.index : first < second ? -1 : 1;
    })
    .map(({ arrival }) => arrival);
}

async function arrivalsOf(path: string): Promise<Arrival[]> {
  const info = await stat(path).catch(() => undefined);
  if (!info) {
    throw new Failure(
      'file_missing',
      text('找不到这个文件或文件夹', 'There is no such file or folder'),
      { where: { file: path }, hint: text('请核对路径。', 'Check the path.') },
    );
  }
  if (info.isDirectory()) return walk(path, await readReceipts(path));
  const receipts = await readReceipts(dirname(path));
  return [receipts.get(path) ?? { path }];
}

type Receipts = ReadonlyMap<string, Arrival>;

async function walk(folder: string, receipts: Receipts): Promise<Arrival[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  const arrivals: Arrival[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (isNoise(entry.name)) continue;
    if (entry.isDirectory()) {
      arrivals.push(...(await walk(path, new Map([...receipts, ...(await readReceipts(path))]))));
    } else arrivals.push(receipts.get(path) ?? { path });
  }
  return arrivals;
}

/** Reads a folder's register of receipts; empty where it has none. Names may lead into subfolders. */
async function readReceipts(folder: string): Promise<Receipts> {
  const file = join(folder, RECEIPTS);
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) return new Map();
  const [header = [], ...rows] = readCsv(decodeText(bytes).content)[0]?.rows ?? [];
  const fault = (row: number, zh: string, en: string) =>
    new Failure('receipts_invalid', text(zh, en), {
      where: { file, row },
      hint: text(
        `表头应是 ${RECEIPT_HEADERS.join(',')}，时间写成 2025-06-28 09:00。`,
        `The header must be ${RECEIPT_HEADERS.join(',')}; write times as 2025-06-28 09:00.`,
      ),
    });
  const [name = -1, time = -1, sender = -1] = RECEIPT_HEADERS.map((title) =>
    header.findIndex((cell) => cell.trim() === title),
  );
  if (name < 0 || time < 0)
    throw fault(1, '收文登记缺少列', 'The register of receipts lacks a column');
  const receipts = new Map<string, Arrival>();
  rows.forEach((cells, index) => {
    if (cells.every((cell) => cell.trim() === '')) return;
    const path = join(folder, cells[name]?.trim() ?? '');
    const receivedAt = readMoment(cells[time]?.trim() ?? '');
    if (!receivedAt) {
      throw fault(
        index + 2,
        `收到时间“${cells[time] ?? ''}”看不懂`,
        `"${cells[time] ?? ''}" is no time of receipt`,
      );
    }
    const from = cells[sender]?.trim();
    receipts.set(path, { path, receivedAt, ...(from ? { sender: from } : {}) });
  });
  return receipts;
}
