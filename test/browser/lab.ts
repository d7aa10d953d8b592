/**
 * `npm run test:browser`: every email as mail clients show it, looked at in Chromium: light, dark, inverted, without
 * styles, without pictures, on the narrowest phone, at 200 %. axe finds no violation, contrast AA included; nothing is
 * wider than the window; the name can be read; a double click on the code selects the code and nothing else.
 * With `-- --sheets <directory>` it leaves contact sheets there, for people to look at.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { openChromium } from '../../src/emails/gallery/chromium.ts';
import { asShownBy, type MailClient } from '../../src/emails/gallery/mail-clients.ts';
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
import { carriedBy, type Stem, stems } from '../../src/trigger-source.ts';

const { values: options } = parseArgs({ options: { sheets: { type: 'string' } } });
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const { brands } = parseBrands(sampleBrands, sampleDefaultBrand);
const linked = [sampleDefaultBrand, ...brands.values()].map((brand) => ({ ...brand, links: sampleLinks }));

interface Looked {
  readonly name: string;
  readonly stem: Stem;
  readonly brand: Brand;
  readonly html: string;
}

const named = (stem: Stem, locale: string, brand: Brand): Looked => ({
  name: `${stem} ${locale} ${brand.name}`,
  stem,
  brand,
  html: render(sampleContent(stem, locale, brand)).html,
});

/** Every language plain, and every brand with its link and colours in a left-to-right and a right-to-left one. */
const everyEmail = stems.flatMap((stem) => [
  ...locales.map((locale) => named(stem, locale, sampleDefaultBrand)),
  ...linked.flatMap((brand) => ['en', 'ar'].map((locale) => named(stem, locale, brand))),
]);

/** The default brand and one with a logo in the languages that differ most. */
const chosenEmails = stems.flatMap((stem) =>
  ['en', 'de', 'ja', 'ar', 'zh-TW'].flatMap((locale) =>
    linked.slice(0, 3).map((brand) => named(stem, locale, brand)),
  ),
);

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

/** Whether the brand can be read, as text or in the place of a picture. */
async function readableName(page: Page, { brand }: Looked): Promise<readonly string[]> {
  const size = await page.evaluate(`{
    const shown = [...document.querySelectorAll('img, td')].filter((element) =>
      (element.alt ?? (element.children.length === 0 ? element.textContent : '')) === ${JSON.stringify(brand.name)}
        && element.getClientRects().length > 0);
    Math.max(0, ...shown.map((element) => parseFloat(getComputedStyle(element).fontSize)));
  }`);
  return Number(size) >= 16 ? [] : [`the name is written ${size} px large`];
}

async function selection(page: Page, { stem }: Looked): Promise<readonly string[]> {
  if (carriedBy(stem) !== 'code') return [];
  await page.locator('.code span').dblclick();
  const selected = String(await page.evaluate('getSelection().toString()'));
  return selected === '482913' ? [] : [`a double click on the code selects ${JSON.stringify(selected)}`];
}

const browser = await openChromium();
let failures = 0;
let count = 0;

interface Way {
  readonly client?: MailClient;
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  /** How many times as large as usual, in per cent. */
  readonly zoom?: number;
  readonly look: readonly ((page: Page, looked: Looked) => Promise<readonly string[]>)[];
}

async function lookAt(name: string, emails: readonly Looked[], way: Way): Promise<void> {
  const { client = 'as it is sent', colorScheme = 'light', width = 720, zoom = 100, look } = way;
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
  // Nothing is called from here, not even a logo's address.
  await page.route('**/*', (route) => route.abort());
  for (const email of emails) {
    count += 1;
    await page.setContent(asShownBy(client, email.html));
    if (zoom !== 100) await page.evaluate(`document.documentElement.style.zoom = '${zoom}%'`);
    for (const problem of (await Promise.all(look.map((each) => each(page, email)))).flat()) {
      failures += 1;
      process.stdout.write(`${name}, ${email.name}: ${problem}\n`);
    }
  }
  await page.close();
}

const ways: Readonly<Record<string, Way>> = {
  'without styles': { client: 'without styles', width: 320, look: [overflow] },
  'without pictures': { client: 'without pictures', look: [overflow, readableName] },
  inverted: { client: 'inverted', look: [violations] },
  'inverted by Outlook.com': { client: 'inverted by Outlook.com', look: [violations] },
  'Thunderbird in dark': { client: 'Thunderbird in dark', look: [violations] },
  'at 200 %': { width: 720, zoom: 200, look: [overflow] },
};

/** Pictures of all emails in one way, beside each other. */
async function contactSheet(
  directory: string,
  name: string,
  emails: readonly Looked[],
  way: Way,
): Promise<void> {
  const { client = 'as it is sent', colorScheme = 'light', width = 420 } = way;
  const frames = emails.map(({ html }) => {
    const source = asShownBy(client, html).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    return `<iframe width="${Math.min(width, 420)}" height="760" srcdoc="${source}" style="border:1px solid #888"></iframe>`;
  });
  const page = await browser.newPage({ colorScheme, viewport: { width: 1760, height: 900 } });
  await page.setContent(`<body style="margin:8px;background:#777">${frames.join('\n')}</body>`);
  await page.screenshot({ path: `${directory}/${name.replace(/[^a-z\d]+/gi, '-')}.png`, fullPage: true });
  await page.close();
}

if (options.sheets) {
  await mkdir(options.sheets, { recursive: true });
  const inEnglish = linked.slice(0, 3).flatMap((brand) => stems.map((stem) => named(stem, 'en', brand)));
  for (const [name, way] of Object.entries({
    ...ways,
    light: { look: [] },
    dark: { colorScheme: 'dark', look: [] } as const,
  })) {
    await contactSheet(options.sheets, name, inEnglish, way);
  }
  for (const locale of locales) {
    await contactSheet(
      options.sheets,
      `language ${locale}`,
      stems.map((stem) => named(stem, locale, sampleDefaultBrand)),
      { look: [] },
    );
  }
} else {
  await lookAt('in light', everyEmail, { look: [violations] });
  await lookAt('in dark', everyEmail, { colorScheme: 'dark', look: [violations] });
  // CSS pixels: the narrowest phone that is still sold.
  await lookAt('on a phone', everyEmail, { width: 320, look: [overflow] });
  await lookAt('to be copied', chosenEmails, { look: [selection] });
  for (const [name, way] of Object.entries(ways)) await lookAt(name, chosenEmails, way);
  process.stdout.write(`${count} looks at ${everyEmail.length} emails: ${failures} problems\n`);
}
await browser.close();
process.exitCode = failures > 0 ? 1 : 0;
