import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { session } from '../../dashboard/data/session.svelte.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import { sqlConsole } from '../../dashboard/pages/sql/console/console.svelte.ts';
import Sql from '../../dashboard/pages/sql/Sql.svelte';
import { place } from '../../dashboard/router/place.svelte.ts';
import { answerConsole, type AskedRun, type ConsoleAsked, type RunAnswer } from './sql-server.ts';

/** An English page on a desk, no tab open, nothing asked. */
export async function beginConsole(): Promise<void> {
  locale.current = 'en';
  await page.viewport(1280, 900);
  for (const { id } of sqlConsole.tabs.all) sqlConsole.close(id);
  place.navigate('/sql', { replace: true });
}

/** Opens the console at an address of a server that answers each run. */
export async function showConsole(
  address: string,
  answer: (run: AskedRun) => RunAnswer,
): Promise<ConsoleAsked> {
  const asked = answerConsole(answer);
  await session.refresh();
  place.navigate(address);
  await render(Sql);
  return asked;
}

/** The address of a query. */
export const consoleAddress = (sql: string, more = ''): string =>
  `/sql?sql=${encodeURIComponent(sql)}${more}`;

/** What the cells of a column of the answer hold, of the rows drawn. */
export const cells = (column: number): string[] =>
  [...document.querySelectorAll(`.grid [data-column="${column}"]`)].map(
    (cell) => cell.textContent?.trim() ?? '',
  );
