import { Failure, text, type Text } from '../contracts/index.ts';

/** A failure that HTTP answers with a status of its own. */
export class HttpFailure extends Failure {
  constructor(
    readonly status: number,
    code: string,
    message: Text,
    options: ConstructorParameters<typeof Failure>[2] = {},
  ) {
    super(code, message, options);
  }
}

/** States of what is published, no faults of the server: they last until somebody builds. */
export const SNAPSHOT_STATUS: Readonly<Record<string, number>> = {
  no_snapshot: 503,
  snapshot_too_old: 503,
};

export const notFound = (path: string): HttpFailure =>
  new HttpFailure(404, 'not_found', text(`没有此地址：${path}`, `There is nothing at ${path}`));

export const noSnapshot = (): HttpFailure =>
  new HttpFailure(503, 'no_snapshot', text('还没有发布过数据', 'Nothing has been published yet'), {
    hint: text('先运行 xiaoan ingest 和 xiaoan build', 'Run xiaoan ingest and xiaoan build first'),
  });

/** A file's bytes were asked for, and something else came. */
export const notBytes = (): HttpFailure =>
  new HttpFailure(
    415,
    'not_bytes',
    text('请求体应为文件内容', 'The body must be the bytes of a file'),
    {
      hint: text(
        '请求头 content-type 应为 application/octet-stream',
        'Send content-type: application/octet-stream',
      ),
    },
  );

/** What a bug of ours looks like from outside: nothing of its inside is told. */
export const internal = (cause: unknown): HttpFailure =>
  new HttpFailure(
    500,
    'internal',
    text('服务器内部错误', 'Something went wrong inside the server'),
    {
      hint: text('请查看服务器的日志', "See the server's log"),
      cause,
    },
  );
