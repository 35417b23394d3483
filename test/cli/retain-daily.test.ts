import { afterEach, expect, test, vi } from 'vitest';
import { retainDaily } from '../../pipeline/cli/serve.ts';

afterEach(() => void vi.useRealTimers());

test('old months of the audit log that cannot be removed one day are reported and tried again', () => {
  vi.useFakeTimers();
  const full = new Error('ENOSPC');
  const retain = vi.fn().mockReturnValue([]);
  const reported: unknown[] = [];
  retainDaily(retain, (error) => reported.push(error));
  expect(retain).toHaveBeenCalledTimes(1);
  retain.mockImplementationOnce(() => {
    throw full;
  });
  vi.advanceTimersByTime(2 * 24 * 3_600_000);
  expect(reported).toEqual([full]);
  expect(retain).toHaveBeenCalledTimes(3);
});
