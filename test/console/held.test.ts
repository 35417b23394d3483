import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { Run } from '../../pipeline/console/runs.ts';
import { resumed } from '../../pipeline/server/resumed.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Whether nothing holds on to it any more. */
async function isGone(held: WeakRef<object>): Promise<boolean> {
  // What a WeakRef was made of or asked for lives until the end of the task.
  await wait(1);
  collect();
  return held.deref() === undefined;
}

test('a run that is kept does not hold on to the response whose end cancelled it', async () => {
  const run = new Run('local', 'id', 10);
  const held = (() => {
    const response = { close: () => run.cancel() };
    response.close();
    return new WeakRef(response);
  })();
  expect(run.cancelled.aborted).toBe(true);
  expect(await isGone(held)).toBe(true);
});

test('pieces that were read are not held on to by what still reads', async () => {
  async function* rest() {
    yield Buffer.from('rest');
  }
  const pieces = resumed<Buffer>([Buffer.alloc(1000), Buffer.alloc(1000)], rest());
  const held = new WeakRef((await pieces.next()).value as Buffer);
  expect(await isGone(held)).toBe(true);
  expect((await pieces.next()).value).toHaveLength(1000);
  expect(String((await pieces.next()).value)).toBe('rest');
  expect(await pieces.next()).toEqual({ value: undefined, done: true });
});
