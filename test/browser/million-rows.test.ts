import '../../dashboard/theme/base.css';
import '../../dashboard/theme/tokens.css';
import {
  DateDay,
  Field,
  Float64,
  Int8,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
} from 'apache-arrow';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { beginConsole, cells, consoleAddress, showConsole } from './open-console.ts';

beforeEach(beginConsole);

afterEach(() => {
  vi.unstubAllGlobals();
});

/**
 * A million rows in batches as the server's, without making a million objects. Each column has memory of
 * its own: Arrow's writer takes columns that share some for one.
 */
function million(): Table {
  const BATCH = 100_000;
  const schema = new Schema([
    new Field('number', new Float64(), true),
    ...Array.from({ length: 40 }, (_, index) => new Field(`c${index}`, new Int8(), true)),
    new Field('day', new DateDay(), true),
  ]);
  const batches = Array.from({ length: 10 }, (_, batch) => {
    const number = Float64Array.from({ length: BATCH }, (_, row) => batch * BATCH + row);
    const small = Int8Array.from({ length: BATCH }, (_, row) => row % 7);
    const children = schema.fields.map(({ type }) =>
      type instanceof Float64
        ? makeData({ type, data: number })
        : type instanceof DateDay
          ? makeData({ type, data: Int32Array.from(small) })
          : makeData({ type: type as Int8, data: small.slice() }),
    );
    return new RecordBatch(
      schema,
      makeData({ type: new Struct(schema.fields), length: BATCH, children }),
    );
  });
  return new Table(batches);
}

test('a million rows of 42 columns: few elements, the last row reached, sorted and copied', async () => {
  const table = million();
  await showConsole(consoleAddress('select million'), () => ({ table }));
  await expect.element(page.getByText('Rows: 1,000,000'), { timeout: 20_000 }).toBeVisible();
  const grid = page.getByRole('grid');
  const element = grid.element() as HTMLElement;
  const count = (): number => element.querySelectorAll('*').length;
  expect(count()).toBeLessThan(2000);
  await expect.element(grid).toHaveAttribute('aria-rowcount', '1000001');

  element.scrollTop = element.scrollHeight;
  await expect.poll(() => cells(0).at(-1)).toBe('999,999');
  element.scrollTop = 0;
  await expect.poll(() => cells(0)[0]).toBe('0');
  element.scrollTop = 560;
  await expect.poll(() => cells(0)[0], { message: 'a turn of the wheel is 20 rows' }).toBe('20');

  element.focus();
  await userEvent.keyboard('{Control>}{End}{/Control}{End}');
  await expect.poll(() => document.querySelector('.cell.head')?.id).toBe('cell-999999-41');
  expect(count()).toBeLessThan(2000);
  await userEvent.keyboard('{Control>}{Home}{/Control}');
  await expect.poll(() => document.querySelector('.cell.head')?.id).toBe('cell-0-0');

  await page.getByTitle('Sort by “number”').click();
  await page.getByTitle('Sort by “number”').click();
  await expect.poll(() => cells(0)[0]).toBe('999,999');

  element.focus();
  await userEvent.keyboard('{Control>}{Home}{/Control}{Shift>}{ArrowDown}{ArrowRight}{/Shift}');
  const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), bubbles: true });
  element.dispatchEvent(event);
  expect(event.clipboardData?.getData('text/plain')).toBe('999999\t4\n999998\t3');
});
