import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { tinyServer } from './tiny-server.ts';

/** What comes back for these bytes, until the connection ends. */
function answerTo(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (piece) => pieces.push(piece));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(pieces).toString('utf8')));
  });
}

test.each([
  ['an address too long', `GET /api/health?${'a'.repeat(20_000)} HTTP/1.1\r\n\r\n`, 431],
  ['no HTTP at all', 'hello\r\n\r\n', 400],
])('%s is answered in the one error shape', async (_, bytes, status) => {
  const { server, reported } = await tinyServer();
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const [head = '', body = ''] = (await answerTo(Number(new URL(address).port), bytes)).split(
    '\r\n\r\n',
  );
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `));
  expect(JSON.parse(body)).toMatchObject({
    error: {
      code: expect.any(String) as string,
      message: expect.any(String) as string,
      where: null,
    },
  });
  expect(reported).toEqual([]);
});
