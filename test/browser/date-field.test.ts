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
    ['31/10/2026', '不是有效日期，应写成如 2026-09-03'],
    ['2026-02-30', '不是有效日期'],
    ['2026-11-01', '只能在 2026-01-01 至 2026-10-31 之间'],
    ['', '不是有效日期'],
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

test('Escape takes back what was written', async () => {
  await render(DateField, props);
  await write('yesterday');
  await userEvent.click(field);
  await userEvent.keyboard('{Escape}');
  await expect.element(field).toHaveValue('2026-10-31');
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  await expect.element(field).toBeValid();
});

test('one note says what is wrong: the browser’s own stays away, also where nothing was written', async () => {
  await render(DateField, { ...props, value: '', required: true });
  const shown = new Event('invalid', { cancelable: true });
  field.element().dispatchEvent(shown);
  expect(shown.defaultPrevented).toBe(true);
  await expect.element(page.getByRole('alert')).toHaveTextContent('不是有效日期');
  await expect.element(field).toHaveFocus();
});

test('a telephone offers more than digits for a minute, which has a space and a colon', async () => {
  const screen = await render(DateField, props);
  await expect.element(field).toHaveAttribute('inputmode', 'numeric');
  await screen.rerender({ ...props, value: '2026-11-29T05:59', minute: true });
  await expect.element(field).not.toHaveAttribute('inputmode');
});
