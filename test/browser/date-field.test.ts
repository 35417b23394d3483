import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import DateField from '../../dashboard/components/DateField.svelte';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';

const onchange = vi.fn();
const props = { label: '截至', value: '2026-10-31', onchange };
const field = page.getByLabelText('截至', { exact: true });

async function write(text: string): Promise<void> {
  await userEvent.fill(field, text);
  await userEvent.tab();
}

beforeEach(() => {
  locale.current = 'zh';
  onchange.mockReset();
});

test('a day is written year first, whatever the order of the browser', async () => {
  const screen = await render(DateField, props);
  await expect.element(field).toHaveValue('2026-10-31');
  await screen.rerender({ ...props, value: '2026-11-29T05:59', minute: true });
  await expect.element(field).toHaveValue('2026-11-29 05:59');
});

test('as people write it, it is taken, and shown as days are written here', async () => {
  await render(DateField, props);
  await write('2026年9月5日');
  expect(onchange).toHaveBeenCalledExactlyOnceWith('2026-09-05');
  await expect.element(field).toHaveValue('2026-09-05');
});

test('what is no day, or lies outside, is said beside it and kept from going on', async () => {
  await render(DateField, { ...props, required: true, min: '2026-01-01', max: '2026-10-31' });
  for (const [text, said] of [
    ['31/10/2026', '请写成 2026-09-03'],
    ['2026-11-01', '只能在 2026-01-01 至 2026-10-31 之间'],
    ['', '请写成 2026-09-03'],
  ] as const) {
    await write(text);
    await expect.element(page.getByRole('alert')).toHaveTextContent(said);
    await expect.element(field).toBeInvalid();
  }
  expect(onchange).not.toHaveBeenCalled();
  await write('2026-10-01');
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  await expect.element(field).toBeValid();
});

test('a day that need not be said may be emptied', async () => {
  await render(DateField, props);
  await write('');
  expect(onchange).toHaveBeenCalledExactlyOnceWith('');
});

test('another day from elsewhere takes the place of what could not be read', async () => {
  const screen = await render(DateField, props);
  await write('yesterday');
  await screen.rerender({ ...props, value: '2026-09-30' });
  await expect.element(field).toHaveValue('2026-09-30');
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
});
