import { mkdir } from 'node:fs/promises';
import { chromium, type Browser } from 'playwright-core';
import { chromiumFlags, findChromium } from '../chromium.ts';

/** `SCREENSHOTS=DIR` keeps a picture of each step there, to be looked at. */
export const pictures = process.env['SCREENSHOTS'];

/** Starts a browser, and makes the folder of the pictures where these are wanted. */
export async function launchBrowser(): Promise<Browser> {
  if (pictures) await mkdir(pictures, { recursive: true });
  const executablePath = findChromium();
  return chromium.launch({
    args: [...chromiumFlags],
    ...(executablePath ? { executablePath } : {}),
  });
}
