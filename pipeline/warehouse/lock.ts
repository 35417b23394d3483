import { randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, text } from '../contracts/index.ts';

/** Who is writing to a warehouse: what the second writer is told. */
export interface LockHolder {
  readonly pid: number;
  /** When that process started, as its system tells it: the same pid may be another process later. */
  readonly processStart: string | null;
  readonly command: string;
  /** ISO time. */
  readonly since: string;
}

const FILE = 'writer.lock';

/** Locks that this very process holds: a file with our pid that is not here is a dead namesake's. */
const held = new Set<string>();

/**
 * Field 22 of /proc/PID/stat; null where there is no /proc, and for a process that has ended and only waits
 * for its parent to hear of it. The name before it may hold spaces.
 */
function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return /^[ZX]$/.test(fields[0] ?? '') ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isAlive(holder: LockHolder, path: string): boolean {
  if (holder.pid === process.pid) return held.has(path);
  if (!isRunning(holder.pid)) return false;
  return holder.processStart === null || holder.processStart === processStart(holder.pid);
}

/** The holder written in a lock file; undefined where there is none, or where it is not ours to read. */
function readHolder(path: string): LockHolder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as LockHolder;
  } catch {
    return undefined;
  }
}

/** The living writer of a warehouse, or undefined where there is none. */
export function lockHolder(directory: string): LockHolder | undefined {
  const path = join(directory, FILE);
  const holder = readHolder(path);
  return holder && isAlive(holder, path) ? holder : undefined;
}

/** Links a file under a second name; false where the name is taken. Whole or not at all. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Makes this process the only writer of a warehouse. A lock left by a process that has died is taken over.
 * @param directory the warehouse; must exist
 * @returns gives the lock back; safe to call twice
 * @throws Failure `warehouse_locked`, naming the process that holds it
 */
export function acquireLock(directory: string): () => void {
  const path = join(directory, FILE);
  const mine = join(directory, `.${FILE}-${randomUUID()}`);
  const holder: LockHolder = {
    pid: process.pid,
    processStart: processStart(process.pid),
    command: process.argv.slice(2).join(' ') || 'xiaoan',
    since: new Date().toISOString(),
  };
  writeFileSync(mine, JSON.stringify(holder));
  try {
    if (!tryLink(mine, path)) {
      const other = readHolder(path);
      if (other && isAlive(other, path)) throw locked(directory, other);
      takeAway(path, `${mine}-stale`, directory);
      if (!tryLink(mine, path)) throw locked(directory, readHolder(path) ?? holder);
    }
    sweep(directory);
  } finally {
    rmSync(mine, { force: true });
    rmSync(`${mine}-stale`, { force: true });
  }
  held.add(path);
  return () => {
    if (held.delete(path)) rmSync(path, { force: true });
  };
}

/**
 * Moves a dead process's lock aside. Of several who take over at once only one goes on: whoever finds
 * that it moved the fresh lock of another puts it back.
 */
function takeAway(path: string, aside: string, directory: string): void {
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = readHolder(aside);
  if (!moved || !isAlive(moved, path)) return;
  tryLink(aside, path);
  throw locked(directory, moved);
}

/** Removes what processes that died while they asked for the lock have left. */
function sweep(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (!name.startsWith(`.${FILE}-`)) continue;
    const path = join(directory, name);
    const holder = readHolder(path);
    if (holder && holder.pid !== process.pid && !isAlive(holder, path))
      rmSync(path, { force: true });
  }
}

function locked(directory: string, holder: LockHolder): Failure {
  const { pid, command, since } = holder;
  return new Failure(
    'warehouse_locked',
    text(
      `数据仓库正在被另一进程写入：进程 ${pid}（${command}），始于 ${since}`,
      `The warehouse is being written to by process ${pid} (${command}) since ${since}`,
    ),
    {
      where: { file: directory },
      hint: text(
        '请等待该进程结束后再试；若已无响应，请先结束该进程',
        'Wait until it has finished and try again; if it hangs, end that process first',
      ),
    },
  );
}
