import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumFlags, findChromium } from './test/chromium.ts';

const chromium = findChromium();

export default defineConfig({
  root: 'dashboard',
  plugins: [svelte()],
  build: { outDir: '../dist', emptyOutDir: true, target: 'es2022' },
  server: { proxy: { '/api': 'http://127.0.0.1:4173' } },
  test: {
    root: '.',
    env: { TZ: 'Asia/Shanghai' },
    // What comes in time on a quiet machine comes late on a busy one: a second, as if nothing were said, is no fault.
    expect: { poll: { timeout: 15_000 } },
    coverage: {
      provider: 'v8',
      include: ['pipeline/**/*.ts', 'dashboard/**/*.{ts,svelte}', 'data/simulator/**/*.ts'],
      reporter: ['text', 'json-summary'],
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
          environment: 'node',
          // Most wait for processes of their own: on a machine of two cores one test at a time leaves one idle.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 400_000,
        },
      },
      {
        extends: true,
        resolve: { conditions: ['browser'] },
        // Found only when a page is opened, they would make Vite reload it in the midst of a test.
        optimizeDeps: {
          include: [
            'apache-arrow',
            '@observablehq/plot',
            '@codemirror/autocomplete',
            '@codemirror/commands',
            '@codemirror/lang-sql',
            '@codemirror/language',
            '@codemirror/lint',
            '@codemirror/search',
            '@codemirror/state',
            '@codemirror/view',
            '@lezer/highlight',
          ],
        },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 30_000,
          // Alone and one at a time: what a page has the focus and the pointer for is not shared.
          maxWorkers: 1,
          sequence: { groupOrder: 0 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                args: [...chromiumFlags],
                ...(chromium ? { executablePath: chromium } : {}),
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
