import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** Where Debian, Fedora and Chrome's own packages put the browser. */
const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Flags without which Chromium, run as root on a closed network, fails or looks up hosts of its own. */
export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The Chromium that the browser tests drive: `CHROME_PATH`, else the system's, else Playwright's own.
 * @returns the path of its executable, or undefined where there is none
 */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const candidates = [environment['CHROME_PATH'], ...SYSTEM_PATHS, chromium.executablePath()];
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path));
}
