import '../../dashboard/theme/base.css';
import '../../dashboard/theme/tokens.css';
import { afterEach, expect, test, vi } from 'vitest';
import { exportUrl } from '../../dashboard/data/export-url.ts';
import { session } from '../../dashboard/data/session.svelte.ts';
import { locale, locales } from '../../dashboard/i18n/locale.svelte.ts';

afterEach(() => vi.unstubAllGlobals());

test.each(locales)(
  'the server answers and files are written in the language of the page: %s',
  async (language) => {
    const asked: [string, string | null][] = [];
    vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
      asked.push([url, new Headers(init?.headers).get('accept-language')]);
      const error = { code: 'no_snapshot', message: '', where: null, hint: null };
      return Promise.resolve(Response.json({ error }, { status: 503 }));
    });
    locale.current = language;
    await session.refresh();
    await expect(session.query('unit')).rejects.toMatchObject({ code: 'no_snapshot' });
    expect(asked.map(([url]) => url)).toContain('/api/query/unit');
    expect(new Set(asked.map(([, wanted]) => wanted))).toEqual(new Set([language]));
    expect(exportUrl('unit', { month: '2026-10' }, 'csv')).toBe(
      `/api/export/unit.csv?lang=${language}&month=2026-10`,
    );
  },
);

test('English quotation marks are as narrow as English, Chinese ones as wide as a character', () => {
  const sign = document.createElement('span');
  sign.textContent = '“”';
  document.body.append(sign);
  const widths = locales.map((language) => {
    locale.current = language;
    const { fontSize } = getComputedStyle(sign);
    return [language, sign.getBoundingClientRect().width / Number.parseFloat(fontSize)] as const;
  });
  sign.remove();
  const { en, zh } = Object.fromEntries(widths);
  expect(en).toBeLessThan(1);
  // The machine's Chinese font, which every such machine has.
  expect(zh).toBeCloseTo(2, 1);
});
