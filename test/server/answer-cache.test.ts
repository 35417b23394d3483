import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { AnswerCache, gather, LARGEST_BYTES } from '../../pipeline/server/answer-cache.ts';
import { tinyServer } from './tiny-server.ts';
import { temporaryFolder, tinySnapshot } from './tiny-snapshot.ts';

async function* piecesOf(count: number, size: number) {
  for (let piece = 0; piece < count; piece++) yield new Uint8Array(size).fill(piece);
}

test('an answer is the same from the cache, whichever way it is packed, until another snapshot', async () => {
  const { server, publish } = await tinyServer();
  publish(await tinySnapshot(temporaryFolder(), '20261102T000000-00000002'));
  const ask = (encoding: string) =>
    server.inject({ url: '/api/query/unit', headers: { 'accept-encoding': encoding } });
  const first = await ask('identity');
  expect(first.headers['content-encoding']).toBeUndefined();
  const packed = await ask('br');
  expect(packed.headers['content-encoding']).toBe('br');
  expect(packed.headers['vary']).toContain('accept-encoding');
  expect(packed.headers['content-type']).toBe(first.headers['content-type']);
  expect(brotliDecompressSync(packed.rawPayload).equals(first.rawPayload)).toBe(true);
  for (const refusing of ['br;q=0', 'br; q=0.0 , identity'])
    expect((await ask(refusing)).rawPayload.equals(first.rawPayload), refusing).toBe(true);
  expect((await ask('gzip, br;q=0.5')).headers['content-encoding']).toBe('br');
  expect((await ask('identity')).rawPayload.equals(first.rawPayload)).toBe(true);
  const more = `insert into facts.unit (unit_code, unit_name) values ('U9', '第九小学')`;
  publish(await tinySnapshot(temporaryFolder(), '20261103T000000-00000003', [more]));
  const next = await ask('identity');
  expect(next.headers.etag).not.toBe(first.headers.etag);
  expect(next.rawPayload.equals(first.rawPayload)).toBe(false);
});

test('answers of the newest snapshot are kept, those not asked for the longest make room', async () => {
  const cache = new AnswerCache('text/plain');
  const plain = Buffer.alloc(2_500_000, 'xiaoan');
  await cache.keep('1', 'old', plain);
  expect(cache.find('1', 'old')?.plain).toBe(plain);
  for (let answer = 0; answer < 25; answer++) {
    await cache.keep('2', `tag ${answer}`, plain);
    expect(cache.find('2', 'tag 0')).toBeDefined();
  }
  expect(cache.find('2', 'tag 1')).toBeUndefined();
  expect(cache.find('2', 'tag 24')).toBeDefined();
  expect(cache.find('1', 'old')).toBeUndefined();
  const late = await cache.keep('1', 'late', plain);
  expect(brotliDecompressSync(late.brotli).equals(plain)).toBe(true);
  expect(cache.find('1', 'late')).toBeUndefined();
});

/** An answer that is made when told, and how often it was begun. */
function held(count: number, size: number) {
  let go: () => void = () => undefined;
  const told = new Promise<void>((resolve) => (go = resolve));
  const made = { begun: 0, go };
  const begin = async () => {
    made.begun += 1;
    await told;
    return piecesOf(count, size);
  };
  return { made, begin };
}

test('who asks for the same at once waits for the first, for whom it is made', async () => {
  const cache = new AnswerCache('text/plain');
  const { made, begin } = held(3, 1000);
  const asked = Array.from({ length: 20 }, () => cache.findOrMake('1', 'tag', begin));
  made.go();
  const answers = new Set(await Promise.all(asked));
  expect(made.begun).toBe(1);
  expect(answers.size).toBe(1);
  expect([...answers][0]).toBe(cache.find('1', 'tag'));
});

test('where the first fails, only it is told: the next makes the answer', async () => {
  const cache = new AnswerCache('text/plain');
  const { made, begin } = held(3, 1000);
  const first = cache.findOrMake('1', 'tag', async () => {
    await begin();
    throw new Error('broken');
  });
  const others = Array.from({ length: 5 }, () => cache.findOrMake('1', 'tag', begin));
  made.go();
  await expect(first).rejects.toThrow('broken');
  expect(new Set(await Promise.all(others)).size).toBe(1);
  expect(made.begun).toBe(2);
});

test('an answer too large to be kept is made for each, and nobody waits for another', async () => {
  const cache = new AnswerCache('text/plain');
  const { made, begin } = held(50, 100_000);
  const asked = [1, 2, 3].map(() => cache.findOrMake('1', 'tag', begin));
  made.go();
  for (const answer of await Promise.all(asked)) {
    if (!('pieces' in answer)) throw new Error('it was kept');
    let bytes = 0;
    for await (const piece of answer.pieces) bytes += piece.length;
    expect(bytes).toBe(5_000_000);
  }
  expect(made.begun).toBe(3);
});

test('what is too large to be kept goes on piece by piece, whole', async () => {
  const small = await gather(piecesOf(3, 1000), LARGEST_BYTES);
  expect('whole' in small && small.whole.length).toBe(3000);
  const large = await gather(piecesOf(50, 100_000), LARGEST_BYTES);
  if (!('pieces' in large)) throw new Error('it was gathered whole');
  const seen: number[] = [];
  for await (const piece of large.pieces) seen.push(Buffer.from(piece)[0] ?? -1);
  expect(seen).toEqual(Array.from({ length: 50 }, (_, piece) => piece));
  let ended = false;
  async function* watched() {
    try {
      yield* piecesOf(2, 1000);
    } finally {
      ended = true;
    }
  }
  const left = await gather(watched(), 0);
  if (!('pieces' in left)) throw new Error('it was gathered whole');
  await left.pieces.return?.();
  expect(ended).toBe(true);
});
