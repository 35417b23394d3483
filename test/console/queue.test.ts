import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NoTurn, Queue } from '../../pipeline/console/queue.ts';

const limits = {
  concurrent: 3,
  concurrentEach: 2,
  waiting: 4,
  waitingEach: 2,
  waitSeconds: 60,
};
const never = new AbortController().signal;

/** Asks for a turn; `got` tells whether it came. */
function asker(queue: Queue, reader: string, signal: AbortSignal = never) {
  const asked = { got: false, failed: '', release: (): void => undefined };
  const settled = queue.turn(reader, signal).then(
    (release) => {
      asked.got = true;
      asked.release = release;
    },
    (error: unknown) => {
      asked.failed = error instanceof NoTurn ? error.reason : String(error);
    },
  );
  return Object.assign(asked, { settled });
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('a reader who has their share running waits, and others pass', async () => {
  const queue = new Queue(limits);
  const mine = ['a', 'a', 'a'].map((reader) => asker(queue, reader));
  await settle();
  expect(mine.map(({ got }) => got)).toEqual([true, true, false]);
  const other = asker(queue, 'b');
  await settle();
  expect(other.got).toBe(true);
  other.release();
  await settle();
  expect(mine[2]?.got).toBe(false);
  mine[0]?.release();
  await settle();
  expect(mine[2]?.got).toBe(true);
});

test('who finds the queue full, of all or their own, is told which', async () => {
  const queue = new Queue(limits);
  const all = ['a', 'a', 'b', 'a', 'a', 'a', 'b', 'b', 'c'].map((reader) => asker(queue, reader));
  await settle();
  expect(all.map(({ got, failed }) => (got ? 'turn' : failed))).toEqual([
    'turn',
    'turn',
    'turn',
    '',
    '',
    'full_for_reader',
    '',
    '',
    'full',
  ]);
});

test('who has gone, or waited long, loses the place', async () => {
  const queue = new Queue({ ...limits, concurrent: 1, waitSeconds: 0.05 });
  const first = asker(queue, 'a');
  await settle();
  const control = new AbortController();
  const gone = asker(queue, 'b', control.signal);
  const patient = asker(queue, 'c');
  control.abort();
  await gone.settled;
  expect(gone.failed).toBe('gone');
  await patient.settled;
  expect(patient.failed).toBe('waited_long');
  expect(asker(queue, 'd', control.signal).got).toBe(false);
  first.release();
  const next = asker(queue, 'e');
  await next.settled;
  expect(next.got).toBe(true);
});

test('never more run than may, none is forgotten, and turns come in order for each reader', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('ask' as const), reader: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ kind: fc.constant('release' as const), at: fc.nat(20) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const queue = new Queue(limits);
      const running: { reader: string; release: () => void }[] = [];
      const order = new Map<string, number[]>();
      let number = 0;
      let open = 0;
      for (const one of steps) {
        if (one.kind === 'ask') {
          const [mine, { reader }] = [number++, one];
          open += 1;
          void queue.turn(reader, never).then(
            (release) => {
              running.push({ reader, release });
              order.set(reader, [...(order.get(reader) ?? []), mine]);
            },
            () => (open -= 1),
          );
        } else {
          const [ended] = running.splice(one.at % Math.max(running.length, 1), 1);
          if (ended) open -= 1;
          ended?.release();
        }
        await settle();
        expect(running.length).toBeLessThanOrEqual(limits.concurrent);
        for (const reader of ['a', 'b', 'c'])
          expect(running.filter((other) => other.reader === reader).length).toBeLessThanOrEqual(
            limits.concurrentEach,
          );
      }
      while (running.length > 0) {
        running.splice(0, 1)[0]?.release();
        open -= 1;
        await settle();
      }
      expect(open).toBe(0);
      for (const turns of order.values()) expect(turns).toEqual([...turns].sort((a, b) => a - b));
    }),
    { numRuns: 60 },
  );
});
