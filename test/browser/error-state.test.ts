import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import ErrorState from '../../dashboard/components/ErrorState.svelte';
import { account } from '../../dashboard/data/account.svelte.ts';
import { QueryError } from '../../dashboard/data/query-error.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';

beforeEach(() => {
  locale.current = 'zh';
});

afterEach(() => vi.unstubAllGlobals());

test.each([
  ['clerk', '请联系教育局管理员', 'npx xiaoan serve'],
  ['leader', '请联系教育局管理员', 'npx xiaoan serve'],
  ['admin', 'npx xiaoan serve', '请联系教育局管理员'],
])(
  'a server that does not answer is told to a %s as they can act on it',
  async (role, said, not) => {
    vi.stubGlobal('fetch', () =>
      Promise.resolve(Response.json({ reader: { role, scope: 'district' }, may: [], ways: {} })),
    );
    await account.load();
    await render(ErrorState, { error: QueryError.unreachable('/api/health', undefined) });
    await expect.element(page.getByRole('alert')).toHaveTextContent(said);
    await expect.element(page.getByRole('alert')).not.toHaveTextContent(not);
  },
);

test('a snapshot that has to be built anew is told as what it is, with what to do, and not as a fault', async () => {
  const message = '快照由未记录的程序生成，缺少现程序所需的内容';
  const hint = '请运行 xiaoan build；已公布的决定不变';
  const error = new QueryError('snapshot_too_old', message, hint);
  await render(ErrorState, { error });
  await expect.element(page.getByRole('alert')).toHaveTextContent(`${message} ${hint}`);
  await expect.element(page.getByRole('alert')).not.toHaveTextContent('出错了');
});
