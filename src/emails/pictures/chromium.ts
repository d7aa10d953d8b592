import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { Mistake } from '../../mistake.ts';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Opens a headless Chromium: that of CHROMIUM, else Playwright's own, else one where systems install it.
 *
 * @throws {Mistake} There is none; the message says how to install one.
 */
export async function openChromium(): Promise<Browser> {
  const candidates = [process.env['CHROMIUM'], chromium.executablePath(), ...usual];
  const executablePath = candidates.find((path) => path && existsSync(path));
  if (executablePath === undefined) {
    throw new Mistake(
      'No Chromium was found.',
      'Install one with `npx playwright-core install chromium` (or the packages of your system), or give its path in the variable CHROMIUM.',
    );
  }
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
}
