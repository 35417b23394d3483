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
const planning = ['GET /api/plan', 'POST /api/plan/make', 'POST /api/capacity'];

let statuses: number[] = [];
let may: readonly string[] = planning;
let answers: Readonly<Record<string, () => Response>> = {};

const failure = (code: string, message: string, where: object | null = null): Response =>
  Response.json({ error: { code, message, where, hint: null } }, { status: 422 });

const overview = {
  month: '2026-10',
  capacity_version: '2026 二版',
  capacity_file_id: 'b'.repeat(64),
  capacity_fault: null as object | null,
  teams: [{ team: '一组', kind: 'bureau', area: '东', days: 5, inspectors: 3 }],
  left_over: [],
  plans: [],
  draws: [],
};
const versions = [
  {
    file_id: 'b'.repeat(64),
    file_name: '二版.yaml',
    capacity_version: '2026 二版',
    teams: 1,
    inspectors: 3,
    handed_in_at: '2026-11-02T08:00:00.000Z',
    handed_in_by: '王某',
    in_force: true,
  },
  {
    file_id: 'a'.repeat(64),
    file_name: '一版.yaml',
    capacity_version: '2026 一版',
    teams: 2,
    inspectors: 6,
    handed_in_at: '2026-10-02T08:00:00.000Z',
    handed_in_by: null,
    in_force: false,
  },
];
const planned = {
  '/api/plan': () => Response.json(overview),
  '/api/plan/making': () => Response.json(idle),
  '/api/capacity/versions': () => Response.json({ versions }),
};
const idle = { state: 'idle', step: null, best: null, bound: null, plan_id: null, error: null };

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
  expect(document.querySelector('input[type=file]')).toBeNull();
});

test('a file that went away while the page was open is no fault of the page either', async () => {
  place.navigate('/plan?plan=2026-11-0a0b0c0d');
  await open('zh');
  await expect.poll(shown).toContain(WORDS.zh.none);
  expect(document.querySelector('[role=alert]')).toBeNull();
});

function choose(name: string): void {
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('no file can be chosen');
  const chosen = new DataTransfer();
  chosen.items.add(new File(['version: a'], name));
  input.files = chosen.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

test('a file that is wrong is shown with its line; once mended it leads on to a plan', async () => {
  const wrong = 'teams[1].kind: 不认识“office”，应为 bureau、mutual 之一';
  answers = {
    ...answers,
    '/api/capacity': () => failure('capacity_invalid', wrong, { file: '力量.yaml', row: 17 }),
  };
  await open('zh');
  await expect.poll(shown).toContain(WORDS.zh.none);
  expect(document.querySelector('a[href="/api/capacity/example"]')).not.toBeNull();
  choose('力量.yaml');
  await expect
    .poll(() => document.querySelector('[role=alert]')?.textContent?.replace(/\s+/g, ' '))
    .toContain(`“力量.yaml”未收下。 第 17 行：${wrong}`);
  expect(shown()).toContain(WORDS.zh.none);
  answers = {
    ...planned,
    '/api/capacity': () => Response.json({ capacity_version: 'a', teams: 2, inspectors: 6 }),
  };
  choose('力量.yaml');
  await expect.poll(shown).toContain('已收下检查力量文件“a”：2 个组，6 人');
  expect(document.activeElement?.getAttribute('role')).toBe('status');
  expect(document.querySelector('form select')).not.toBeNull();
  expect(shown()).not.toContain(WORDS.zh.none);
  expect(document.querySelector('[role=alert]')).toBeNull();
  answers = { ...answers, '/api/plan/make': () => Response.json(idle) };
  document.querySelector('form')?.requestSubmit();
  await expect.poll(shown).not.toContain('已收下');
});

test('where the file that is kept is wrong, another can be handed in at once', async () => {
  answers = {
    '/api/plan': () => failure('capacity_invalid', 'teams: 应为非空列表'),
    '/api/capacity': () => Response.json({ capacity_version: 'a', teams: 2, inspectors: 6 }),
  };
  await open('zh');
  await expect.poll(shown).toContain('teams: 应为非空列表');
  answers = {
    ...answers,
    ...planned,
  };
  choose('力量.yaml');
  await expect.poll(shown).toContain('已收下检查力量文件');
  expect(shown()).not.toContain(WORDS.zh.wrong);
});

test('the file in force can be taken and another handed in, by who may', async () => {
  answers = planned;
  await open('en');
  await expect.poll(shown).toContain('Teams: 1 (version 2026 二版)');
  expect(document.querySelector('details a[href="/api/capacity"]')).not.toBeNull();
  expect(document.querySelector('details input[type=file]')).not.toBeNull();
});

test('who may not plan is not offered the file in force', async () => {
  may = ['GET /api/plan'];
  answers = planned;
  await open('en');
  await expect.poll(shown).toContain('There is no plan yet');
  expect(document.querySelector('a[href="/api/capacity"]')).toBeNull();
});

const said = () => shown().replace(/\s+/g, ' ');
const button = (name: string) =>
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent.includes(name));

test('it is said which file is in force, who handed it in and when; an earlier one is brought back', async () => {
  answers = planned;
  await open('zh');
  await expect.poll(said).toContain('检查力量：1 个组（版本 2026 二版） 2026/11/2');
  expect(said()).toContain('提交，提交人：王某');
  expect(said()).toContain('提交（未登录） · 一版.yaml');
  expect(document.querySelectorAll('details li')).toHaveLength(2);
  expect(
    document.querySelector(`a[href="/api/capacity/versions/${'a'.repeat(64)}"]`),
  ).not.toBeNull();
  expect(document.querySelectorAll('details li button')).toHaveLength(1);

  const wrong = 'teams[1].area: “一组”从“东曲”出发，单位名册中没有这个片区，是不是“东区”？';
  answers = {
    ...planned,
    '/api/capacity/bring-back': () => failure('capacity_invalid', wrong, { row: 9 }),
  };
  button('恢复使用这份')?.click();
  await expect
    .poll(() => document.querySelector('li:nth-child(2) [role=alert]')?.textContent)
    .toContain(`第 9 行：${wrong}`);

  answers = {
    ...planned,
    '/api/capacity/bring-back': () => Response.json({ ...versions[1], in_force: true }),
  };
  button('恢复使用这份')?.click();
  await expect.poll(said).toContain('已收下检查力量文件“2026 一版”：2 个组，6 人');
  expect(document.querySelector('details [role=alert]')).toBeNull();
});

test('a file in force that names an area there is not is told of, beside the form for another', async () => {
  const fault = {
    code: 'capacity_invalid',
    message: '没有这个片区',
    where: { row: 12 },
    hint: null,
  };
  answers = {
    ...planned,
    '/api/plan': () => Response.json({ ...overview, capacity_fault: fault }),
  };
  await open('zh');
  await expect.poll(said).toContain('改正并重新提交后才能排计划');
  expect(said()).toContain('第 12 行：没有这个片区');
  expect(document.querySelector('details')?.open).toBe(true);
  answers = { ...answers, '/api/plan/make': () => failure('capacity_invalid', '没有这个片区') };
  document.querySelector('form')?.requestSubmit();
  await expect.poll(said).toContain(WORDS.zh.wrong);
  expect(document.querySelectorAll('input[type=file]')).toHaveLength(1);
});
