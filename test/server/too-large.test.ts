import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { tinyServer } from './tiny-server.ts';

test('who sends too much is answered when all is sent: before, the answer may break the sending', async () => {
  const { server } = await tinyServer();
  await server.listen({ port: 0, host: '127.0.0.1' });
  const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  socket.on('data', (piece: Buffer) => (answer += piece.toString()));
  const half = 'x'.repeat(1_000_000);
  const head = [
    'POST /api/session HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/json',
    'x-xiaoan: 1',
    `content-length: ${2 * half.length}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${half}`);
  await wait(300);
  expect(answer).toBe('');
  socket.write(half);
  await once(socket, 'close');
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
});
