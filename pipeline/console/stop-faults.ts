import type { SqlFault } from './messages.ts';

/** Why a task was stopped from outside. */
export type StopReason = 'timeout' | 'cancelled' | 'memory' | 'disk' | 'stalled';

const memoryHint = {
  zh: '少取些行或列，先汇总再排序，或检查连接条件是否缺失',
  en: 'Take fewer rows or columns, add up before sorting, and see whether a join lacks its condition',
};

/** What a reader is told of it. */
export const stopFaults: Readonly<Record<StopReason | 'crashed', SqlFault>> = {
  timeout: {
    code: 'sql_timeout',
    message: {
      zh: '查询超过时间上限，已中止',
      en: 'The query took longer than it may, and was ended',
    },
    hint: {
      zh: '缩小月份或单位范围，或检查连接条件是否缺失',
      en: 'Narrow the months or units, and see whether a join lacks its condition',
    },
  },
  cancelled: {
    code: 'sql_cancelled',
    message: { zh: '查询已取消', en: 'The query was cancelled' },
  },
  memory: {
    code: 'sql_memory',
    message: { zh: '查询所需的内存超过上限', en: 'The query needs more memory than it may use' },
    hint: memoryHint,
  },
  disk: {
    code: 'sql_memory',
    message: {
      zh: '查询所需的临时磁盘空间超过上限',
      en: 'The query needs more temporary disk space than it may use',
    },
    hint: memoryHint,
  },
  stalled: {
    code: 'sql_timeout',
    message: {
      zh: '结果长时间没有被读取，查询已中止',
      en: 'The answer was not read for a long time, so the query was ended',
    },
  },
  crashed: {
    code: 'sql_crashed',
    message: {
      zh: '查询进程意外结束，已换新的进程',
      en: "The query's process ended unexpectedly; a new one took its place",
    },
    hint: memoryHint,
  },
};
