import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './chromium.ts';

/**
 * Makes sure that the browser tests have a Chromium: takes the one there is, else installs Debian's
 * (as root) or Playwright's, else says in one line how to get one and fails.
 */
function ensureChromium(): number {
  if (findChromium()) return 0;
  const debian = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  const commands = debian
    ? [
        ['apt-get', 'update', '-qq'],
        ['apt-get', 'install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'],
      ]
    : [['npx', 'playwright-core', 'install', 'chromium']];
  for (const [command, ...args] of commands as [string, ...string[]][]) {
    spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  if (findChromium()) return 0;
  process.stderr.write(
    'No Chromium for the browser tests: install one (Debian: apt-get install chromium fonts-noto-cjk) or set CHROME_PATH.\n',
  );
  return 1;
}

process.exitCode = ensureChromium();
