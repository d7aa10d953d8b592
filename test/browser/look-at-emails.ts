import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { openChromium } from '../../src/emails/gallery/chromium.ts';
import {
  sampleBrands,
  sampleContent,
  sampleDefaultBrand,
  sampleLinks,
} from '../../src/emails/gallery/samples.ts';
import type { Brand } from '../../src/sender/brand.ts';
import { locales } from '../../src/sender/render/catalogue.ts';
import { render } from '../../src/sender/render/render.ts';
import { parseBrands } from '../../src/sender/settings/brands.ts';
import { stems } from '../../src/trigger-source.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const { brands } = parseBrands(sampleBrands, sampleDefaultBrand);
const linked = [sampleDefaultBrand, ...brands.values()].map((brand) => ({ ...brand, links: sampleLinks }));

/** Every language plain, and every brand with its link and colours in a left-to-right and a right-to-left one. */
const emails: readonly (readonly [name: string, html: string])[] = stems.flatMap((stem) => {
  const named = (locale: string, brand: Brand) =>
    [`${stem} ${locale} ${brand.name}`, render(sampleContent(stem, locale, brand)).html] as const;
  return [
    ...locales.map((locale) => named(locale, sampleDefaultBrand)),
    ...linked.flatMap((brand) => ['en', 'ar'].map((locale) => named(locale, brand))),
  ];
});

/** An email is a part of the mail client's page, whose landmarks are the client's. */
const rules = { region: { enabled: false }, 'landmark-one-main': { enabled: false } };

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate(`axe.run({ rules: ${JSON.stringify(rules)} })`)) as AxeResults;
  return found.violations.map(
    ({ id, impact, nodes: [node] }) =>
      `${id} (${impact}): ${node?.html}\n  ${node?.failureSummary?.replace(/\s+/g, ' ')}`,
  );
}

async function overflow(page: Page): Promise<readonly string[]> {
  const pixels = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
  return pixels > 0 ? [`${pixels} px wider than the window`] : [];
}

/**
 * Looks at every email in every language and sample brand, light and dark: axe finds no violation, contrast AA included,
 * and nothing is wider than the narrowest phone.
 *
 * @returns How many problems were found; each has been printed.
 */
export async function lookAtEmails(): Promise<number> {
  const browser = await openChromium();
  let failures = 0;
  let requested = 0;
  let blocked = 0;

  async function lookAtAll(
    name: string,
    options: { colorScheme: 'light' | 'dark'; width: number },
    look: (page: Page) => Promise<readonly string[]>,
  ): Promise<void> {
    const { colorScheme, width } = options;
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
    // A logo's address is not to be called from here.
    await page.route(/^https?:/, (route) => {
      blocked += 1;
      return route.abort();
    });
    page.on('request', (request) => {
      if (/^https?:/.test(request.url())) requested += 1;
    });
    for (const [email, html] of emails) {
      await page.setContent(html);
      for (const problem of await look(page)) {
        failures += 1;
        process.stdout.write(`${name}, ${email}: ${problem}\n`);
      }
    }
    await page.close();
  }

  await lookAtAll('in light', { colorScheme: 'light', width: 720 }, violations);
  await lookAtAll('in dark', { colorScheme: 'dark', width: 720 }, violations);
  // CSS pixels: the narrowest phone that is still sold.
  await lookAtAll('on a phone', { colorScheme: 'light', width: 320 }, overflow);
  await browser.close();
  if (requested === 0 || requested !== blocked) {
    failures += 1;
    process.stdout.write(`${requested} pictures were asked for and ${blocked} of them stopped\n`);
  }
  process.stdout.write(`${emails.length} emails in light, in dark and on a phone: ${failures} problems\n`);
  return failures;
}
