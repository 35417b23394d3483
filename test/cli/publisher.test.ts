import { expect, test } from 'vitest';
import { Publisher } from '../../pipeline/cli/serving/publisher.ts';
import { Turns } from '../../pipeline/cli/serving/turns.ts';
import { Failure, text } from '../../pipeline/contracts/index.ts';

const soon = { quiet: 30, retry: 30 };
const idle = (publisher: Publisher) =>
  expect.poll(() => publisher.publication('en').state, { timeout: 5000 });

test('a burst of files costs one build', async () => {
  let builds = 0;
  const publisher = new Publisher(new Turns(), async () => (builds += 1), fail, soon);
  expect(publisher.publication('en').state).toBe('idle');
  for (let file = 0; file < 5; file++) publisher.changed();
  expect(publisher.publication('en').state).toBe('waiting');
  await idle(publisher).toBe('idle');
  expect(builds).toBe(1);
});

test('what comes during a build is built after it', async () => {
  const order: string[] = [];
  const turns = new Turns();
  const publisher = new Publisher(
    turns,
    async () => {
      order.push('build');
      await new Promise((resolve) => setTimeout(resolve, 60));
      order.push('built');
    },
    fail,
    soon,
  );
  publisher.changed();
  await expect.poll(() => publisher.publication('en').state).toBe('building');
  await turns.take(async () => {
    order.push('file');
    publisher.changed();
  });
  await idle(publisher).toBe('idle');
  expect(order).toEqual(['build', 'built', 'file', 'build', 'built']);
});

test('while another process writes it tries again; what fails is told in words', async () => {
  const failures = [
    new Failure('warehouse_locked', text('锁', 'locked')),
    new Failure('data_test_failed', text('测试未通过', 'A data test failed'), {
      where: { file: '/srv/warehouse/policy.yaml' },
    }),
  ];
  let builds = 0;
  const publisher = new Publisher(
    new Turns(),
    async () => {
      builds += 1;
      const failure = failures.shift();
      if (failure) throw failure;
    },
    fail,
    soon,
  );
  publisher.changed();
  await idle(publisher).toBe('failed');
  expect(builds).toBe(2);
  expect(publisher.publication('zh').error).toMatchObject({
    message: '测试未通过',
    where: { file: 'policy.yaml' },
  });
  publisher.changed();
  await idle(publisher).toBe('idle');
  expect(publisher.publication('en').error).toBeNull();
});

function fail(error: unknown): never {
  throw error;
}
