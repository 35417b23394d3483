import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { text } from '../contracts/index.ts';
import { HttpFailure } from './http-failure.ts';
import { requestLocale } from './locale.ts';

/** What was wrong with bytes that never became a request, by Node's code for it. */
function failureOf(code: string | undefined): HttpFailure {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new HttpFailure(
      431,
      'headers_too_large',
      text('地址或请求头太长', 'The address or the headers are too long'),
    );
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new HttpFailure(408, 'request_timeout', text('请求没有发完', 'The request never ended'));
  return new HttpFailure(400, 'bad_request', text('请求有误', 'The request is malformed'));
}

/** Answers what is no request in the one error shape, and ends the connection. Nobody's language is known yet. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code !== 'ECONNRESET' && socket.writable) {
    const failure = failureOf(error.code);
    const body = JSON.stringify(failure.bodyForPages(requestLocale(undefined)));
    const head = [
      `HTTP/1.1 ${failure.status} ${STATUS_CODES[failure.status] ?? ''}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Content-Type: application/json; charset=utf-8',
      'Cache-Control: no-store',
      'Connection: close',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  socket.destroy(error);
}
