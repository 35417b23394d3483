import { readdirSync, readFileSync } from 'node:fs';

/** Megabytes that a process holds; Linux only. */
export const residentMegabytes = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** Files and sockets that it has open. */
export const openHandles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

/** Its children: the console's workers. */
export const childrenOf = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
      .split(' ')
      .filter(Boolean)
      .map(Number),
  );

/** Processor time that it has used, in ticks of the kernel. */
export function processorTicks(pid: number): number {
  // The name before it may hold blanks.
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = fields.split(' ').slice(11, 13).map(Number);
  return (user ?? 0) + (system ?? 0);
}
