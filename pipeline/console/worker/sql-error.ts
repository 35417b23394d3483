import type { SqlFault } from '../messages.ts';

/** A statement that is refused or failed, and where. */
export class SqlError extends Error {
  override readonly name = 'SqlError';

  constructor(readonly fault: SqlFault) {
    super(typeof fault.message === 'string' ? fault.message : fault.message.en);
  }
}

/** An error as DuckDB tells it with `errors_as_json`; numbers come as text. */
interface DuckDBFault {
  readonly exception_type?: string;
  readonly exception_message?: string;
  readonly error_subtype?: string;
  readonly position?: string;
  /** Names like the one that was not found, the likeliest first. */
  readonly candidates?: string;
}

const memory = {
  code: 'sql_memory',
  message: {
    zh: '查询所需的内存或临时磁盘超过上限',
    en: 'The query needs more memory, or more disk, than it may use',
  },
  hint: {
    zh: '少取些行或列，先汇总再排序，或检查连接条件是否缺失',
    en: 'Take fewer rows or columns, add up before sorting, and see whether a join lacks its condition',
  },
} as const;

/**
 * What DuckDB says went wrong, as a fault of the statement.
 * @param sql the text that DuckDB was given; it counts positions in its UTF-8 bytes
 */
export function faultOf(error: unknown, sql: string): SqlFault {
  if (error instanceof SqlError) return error.fault;
  const told = error instanceof Error ? error.message : String(error);
  const fault = parse(told);
  const type = (fault.exception_type ?? '').toLowerCase();
  if (type === 'out of memory' || /bad[ _]alloc|out of memory|Cannot allocate/i.test(told))
    return memory;
  if (type === 'interrupt')
    return { code: 'sql_cancelled', message: { zh: '查询已取消', en: 'The query was cancelled' } };
  const position = positionOf(fault, sql);
  const message = firstParagraph(fault.exception_message ?? told);
  if (type === 'permission')
    return {
      code: 'sql_not_allowed',
      message: outside,
      ...(position !== undefined && { position }),
    };
  const hint = hintOf(fault);
  return {
    code: 'sql_error',
    message,
    ...(position !== undefined && { position }),
    ...(hint && { hint }),
  };
}

/** Signatures that are shown of a function that takes others. */
const SIGNATURES = 3;

/** What may have been meant; some of DuckDB's errors name it in their text alone. */
function hintOf({ candidates, error_subtype, exception_message }: DuckDBFault): SqlFault['hint'] {
  if (error_subtype === 'NO_MATCHING_FUNCTION') {
    // Parameters are parted by a comma and a blank, signatures by a comma.
    const taken = candidates?.split(/,(?! )/).slice(0, SIGNATURES) ?? [];
    return taken.length === 0
      ? undefined
      : { zh: `可以这样用：${taken.join('；')}`, en: `It takes: ${taken.join('; ')}` };
  }
  const likely =
    candidates?.split(',')[0] ??
    /^Candidate (?:bindings|tables|Entries):[: ]*"([^"]+)"/m.exec(exception_message ?? '')?.[1];
  return likely ? { zh: `是否指 ${likely}？`, en: `Did you mean ${likely}?` } : undefined;
}

const outside = {
  zh: '只能查询快照里的表，不能读文件或网络',
  en: 'Only the tables of the snapshot can be read, no files and no network',
};

/** Some errors have words of the binding's before the JSON. */
function parse(told: string): DuckDBFault {
  const start = told.indexOf('{"exception_type"');
  if (start < 0) return {};
  try {
    return JSON.parse(told.slice(start)) as DuckDBFault;
  } catch {
    return {};
  }
}

/** What follows names settings that nobody can change here. */
const firstParagraph = (message: string): string => message.split(/\n\n|\nThis limit/, 1)[0] ?? '';

function positionOf({ position }: DuckDBFault, sql: string): number | undefined {
  return position !== undefined && /^\d{1,9}$/.test(position)
    ? unitsBefore(sql, Number(position))
    : undefined;
}

/** UTF-16 units before a place that DuckDB tells in bytes of UTF-8; undefined where it is beyond the text. */
export function unitsBefore(sql: string, bytes: number): number | undefined {
  const encoded = Buffer.from(sql, 'utf8');
  return bytes > encoded.length ? undefined : encoded.toString('utf8', 0, bytes).length;
}
