import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import Audit from '../../dashboard/pages/audit/Audit.svelte';
import { place } from '../../dashboard/router/place.svelte.ts';

const move = JSON.stringify({
  plan: 'P1',
  unit_code: 'U1',
  reason: 'weather',
  note: '',
  to_team: '二组',
  trial: true,
});

/** What the log holds, and how it is told: event, what, Chinese, English. */
const lines: readonly (readonly [string, string, string, string])[] = [
  ['sign_in', 'password', '用密码', 'by password'],
  ['sign_in_failed', 'oidc', '经统一身份认证', 'by single sign-on'],
  ['sign_out', 'session', '本系统登录', 'signed in here'],
  ['account_added', 'wang clerk unit:U1', 'wang：填报员，单位：U1', 'wang: Clerk, unit: U1'],
  [
    'account_changed',
    'wang leader area:东,西 disabled',
    'wang：领导，片区：东、西，已停用',
    'wang: Leader, areas: 东、西, disabled',
  ],
  ['account_changed', 'wang enabled', 'wang：启用', 'wang: enabled'],
  ['password_changed', 'wang', 'wang', 'wang'],
  [
    'refused',
    'GET /api/audit?who=li&event=sign_out',
    '看操作记录（账号：li；事件：退出）',
    'Read the audit log (account: li; event: Sign-out)',
  ],
  ['refused', 'HEAD /api/plan/making', '看计划编排进度', 'Read how far a plan is made'],
  [
    'export',
    '/api/export/hazard.csv?unit=U1&lang=zh',
    '下载表格：隐患台账.csv（单位：U1；语言：中文）',
    'Download a table: Hazard ledger.csv (unit: U1; language: Chinese)',
  ],
  [
    'personal_access',
    '/api/query/unit_contact?unit=U1',
    '查看：单位联络（单位：U1）',
    'Look at: Contacts of units (unit: U1)',
  ],
  [
    'action',
    `/api/plan/move ${move}`,
    '改期或换组（计划：P1；单位：U1；原因：天气；改到检查组：二组；只试排：是）',
    'Move a visit (plan: P1; unit: U1; reason: weather; to the team: 二组; trial only: yes)',
  ],
  ['action', '/api/upload 台账.xlsx', '报送文件：台账.xlsx', 'Hand in a file: 台账.xlsx'],
  ['action', '/api/plan/stop null', '停止编排', 'Stop making a plan'],
  [
    'action',
    '/api/policy/publish 2026.2 2026-10',
    '公布规则：版本 2026.2，自 2026-10 起',
    'Publish rules: version 2026.2, from 2026-10 on',
  ],
  [
    'action',
    '/api/map/header {"dataset":"hazard","header":"描述","column":"description"}',
    '认定表头（报表种类：隐患台账；表头：描述；列：隐患描述）',
    'Decide what a header means (dataset: Hazards; header: 描述; column: Description)',
  ],
  ['console_query', "select 'GET /api/plan'", "select 'GET /api/plan'", "select 'GET /api/plan'"],
  ['action', '/api/map/code {"list":"cut sho', '认定用词：{"list":"cut sho', '{"list":"cut sho'],
  [
    'action',
    '/api/draw/commit {"month":"2026-11","known_at":"2026-11-29T15:59:00.000Z"}',
    '揭晓时间：2026/11/',
    'known at: ',
  ],
  [
    'log_cut',
    '{"lines":28,"from":"2026-01","to":"2026-07","through":28,"hash":"ab"}',
    '行数：28；从：2026-01；到：2026-07；到编号：28；指纹：ab',
    'lines: 28; from: 2026-01; to: 2026-07; up to number: 28; hash: ab',
  ],
  ['newer', 'server says', 'server says', 'server says'],
];

const names = {
  query: {
    hazard: { zh: '隐患台账', en: 'Hazard ledger' },
    unit_contact: { zh: '单位联络', en: 'Contacts of units' },
  },
  dataset: { hazard: { zh: '隐患台账', en: 'Hazards' } },
  list: {},
  column: { description: { zh: '隐患描述', en: 'Description' } },
};

let asked: string[] = [];

beforeEach(async () => {
  await page.viewport(1280, 900);
  asked = [];
  place.navigate('/audit');
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    return Promise.resolve(
      Response.json({
        lines: lines.map(([event, what], index) => ({
          sequence: lines.length - index,
          at: '2026-10-01T00:00:00Z',
          event,
          who:
            event === 'sign_in_failed' ? 'unknown' : index === 0 ? 'command line (root)' : 'local',
          address: null,
          what,
          rows: null,
        })),
        events: [],
        names,
      }),
    );
  });
});

afterEach(() => vi.unstubAllGlobals());

const cells = (column: number) =>
  [...document.querySelectorAll(`tbody td:nth-child(${column})`)].map(
    (cell) => cell.textContent?.trim() ?? '',
  );

test.each(['zh', 'en'] as const)('lines are told in words: %s', async (language) => {
  locale.current = language;
  await render(Audit);
  await expect.poll(() => cells(4).length).toBe(lines.length);
  const told = cells(4);
  for (const [index, [, , zh, en]] of lines.entries())
    expect(told[index]).toContain(language === 'zh' ? zh : en);
  const who = new Set(cells(2));
  expect(who).toEqual(
    new Set(
      language === 'zh'
        ? ['命令行（root）', '没有这个账号', '本机']
        : ['Command line (root)', 'No such account', 'This machine'],
    ),
  );
});

test('who is sought by the words of the table too', async () => {
  locale.current = 'zh';
  place.navigate(`/audit?who=${encodeURIComponent('命令行（root）')}`);
  await render(Audit);
  await expect
    .poll(() => decodeURIComponent((asked.at(-1) ?? '').replaceAll('+', ' ')))
    .toContain('who=command line (root)');
});

test('on a telephone a line is told in one cell, its time beside it', async () => {
  locale.current = 'zh';
  await page.viewport(390, 900);
  place.navigate('/audit');
  await render(Audit);
  await expect
    .poll(() => document.querySelectorAll('tbody tr[data-index]').length)
    .toBeGreaterThan(3);
  const rows = [...document.querySelectorAll('tbody tr[data-index]')];
  expect(rows.map((row) => row.children.length)).toEqual(rows.map(() => 2));
  expect(rows.map((row) => row.textContent?.replace(/\s+/g, ' ')).join('\n')).toContain(
    '添加账号 · 本机 wang：填报员，单位：U1',
  );
  const scroller = document.querySelector('.scroller');
  expect(scroller?.scrollWidth).toBe(scroller?.clientWidth);
});
