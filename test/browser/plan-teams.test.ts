import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { account } from '../../dashboard/data/account.svelte.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import Plan from '../../dashboard/pages/plan/Plan.svelte';
import { place } from '../../dashboard/router/place.svelte.ts';

const WORDS = {
  zh: { none: '还没有检查力量文件', who: '计划员和管理员', wrong: '出错了' },
  en: {
    none: 'There is no file of teams yet',
    who: 'Planners and administrators',
    wrong: 'Something went wrong',
  },
};
const planning = ['GET /api/plan', 'POST /api/plan/make'];

let statuses: number[] = [];
let may: readonly string[] = planning;
let answers: Readonly<Record<string, () => Response>> = {};

const failure = (code: string, message: string): Response =>
  Response.json({ error: { code, message, where: null, hint: null } }, { status: 422 });

beforeEach(() => {
  statuses = [];
  may = planning;
  place.navigate('/plan');
  answers = { '/api/plan': () => Response.json({ capacity_version: null }) };
  vi.stubGlobal('fetch', (url: string) => {
    const path = new URL(url, window.location.href).pathname;
    const answer =
      path === '/api/session'
        ? Response.json({ reader: null, may, ways: { password: true, oidc: null } })
        : (answers[path]?.() ?? failure('capacity_missing', 'There is no file of teams yet'));
    statuses.push(answer.status);
    return Promise.resolve(answer);
  });
});

afterEach(() => vi.unstubAllGlobals());

async function open(language: 'zh' | 'en'): Promise<void> {
  locale.current = language;
  await account.load();
  await render(Plan);
}
const shown = () => document.body.textContent ?? '';

test.each(['zh', 'en'] as const)(
  'a bureau that begins is invited, and nothing has gone wrong: %s',
  async (language) => {
    await open(language);
    await expect.poll(shown).toContain(WORDS[language].none);
    expect(shown()).not.toContain(WORDS[language].wrong);
    expect(document.querySelector('[role=alert]')).toBeNull();
    expect(statuses.every((status) => status === 200)).toBe(true);
  },
);

test.each(['zh', 'en'] as const)('who may not plan is told who can: %s', async (language) => {
  may = ['GET /api/plan'];
  await open(language);
  await expect.poll(shown).toContain(WORDS[language].who);
  expect(shown()).not.toContain('--capacity');
});

test('a file that went away while the page was open is no fault of the page either', async () => {
  place.navigate('/plan?plan=2026-11-0a0b0c0d');
  await open('zh');
  await expect.poll(shown).toContain(WORDS.zh.none);
  expect(document.querySelector('[role=alert]')).toBeNull();
});
