import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { asShownBy, type MailClient } from '../../src/emails/gallery/mail-clients.ts';
import {
  sampleBrands,
  sampleContent,
  sampleDefaultBrand,
  sampleLinks,
} from '../../src/emails/gallery/samples.ts';
import { openChromium } from '../../src/emails/pictures/chromium.ts';
import type { Brand } from '../../src/sender/brand.ts';
import { locales } from '../../src/sender/render/catalogue.ts';
import { render } from '../../src/sender/render/render.ts';
import { parseBrands } from '../../src/sender/settings/brands.ts';
import { carriedBy, type Stem, stems } from '../../src/trigger-source.ts';

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
  html: render(sampleContent(stem, { locale, brand })).html,
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

async function wrapped(page: Page, { stem }: Looked): Promise<readonly string[]> {
  if (carriedBy(stem) !== 'code') return [];
  const lines = Number(await page.evaluate(`document.querySelector('.code span').getClientRects().length`));
  return lines === 1 ? [] : [`the code stands on ${lines} lines`];
}

interface Way {
  readonly client?: MailClient;
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  /** How many times as large as usual, in per cent. */
  readonly zoom?: number;
  readonly emails: readonly Looked[];
  readonly look: readonly ((page: Page, looked: Looked) => Promise<readonly string[]>)[];
}

/** What the emails have asked the network for, and how much of it was stopped on its way. */
const pictures = { asked: 0, stopped: 0 };

/** Looks at emails in one way, and says what is wrong with them. */
async function lookAt(
  browser: Browser,
  name: string,
  { client = 'as it is sent', colorScheme = 'light', width = 720, zoom = 100, emails, look }: Way,
): Promise<number> {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
  // Nothing is called from here, not even a logo's address.
  page.on('request', () => {
    pictures.asked += 1;
  });
  await page.route('**/*', (route) => {
    pictures.stopped += 1;
    return route.abort();
  });
  let problems = 0;
  for (const email of emails) {
    await page.setContent(asShownBy(client, email.html));
    if (zoom !== 100) await page.evaluate(`document.documentElement.style.zoom = '${zoom}%'`);
    for (const problem of (await Promise.all(look.map((each) => each(page, email)))).flat()) {
      problems += 1;
      process.stdout.write(`${name}, ${email.name}: ${problem}\n`);
    }
  }
  await page.close();
  return problems;
}

const ways: Readonly<Record<string, Way>> = {
  'in light': { emails: everyEmail, look: [violations] },
  'in dark': { colorScheme: 'dark', emails: everyEmail, look: [violations] },
  // CSS pixels: the narrowest phone that is still sold.
  'on a phone': { width: 320, emails: everyEmail, look: [overflow, wrapped] },
  // CSS pixels: a wide watch.
  'on a watch': { width: 210, emails: chosenEmails, look: [wrapped] },
  'to be copied': { emails: chosenEmails, look: [selection] },
  'without styles': { client: 'without styles', width: 320, emails: chosenEmails, look: [overflow] },
  'without pictures': { client: 'without pictures', emails: chosenEmails, look: [overflow, readableName] },
  inverted: { client: 'inverted', emails: chosenEmails, look: [violations] },
  'inverted by Outlook.com': { client: 'inverted by Outlook.com', emails: chosenEmails, look: [violations] },
  'Thunderbird in dark': { client: 'Thunderbird in dark', emails: chosenEmails, look: [violations] },
  'at 200 %': { width: 720, zoom: 200, emails: chosenEmails, look: [overflow] },
};

/**
 * Looks at every email as mail clients show it, and says what is wrong with it.
 *
 * @returns How many problems there are.
 */
export async function lookAtEmails(): Promise<number> {
  const browser = await openChromium();
  let problems = 0;
  for (const [name, way] of Object.entries(ways)) problems += await lookAt(browser, name, way);
  await browser.close();
  if (pictures.asked === 0 || pictures.asked !== pictures.stopped) {
    problems += 1;
    process.stdout.write(
      `${pictures.asked} pictures were asked for and ${pictures.stopped} of them stopped\n`,
    );
  }
  process.stdout.write(
    `${everyEmail.length} emails in ${Object.keys(ways).length} ways: ${problems} problems\n`,
  );
  return problems;
}

/** Takes contact sheets, for people to look at: every email of three brands in each way, and of each language. */
export async function takeContactSheets(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const browser = await openChromium();
  const inEnglish = linked.slice(0, 3).flatMap((brand) => stems.map((stem) => named(stem, 'en', brand)));
  for (const [name, way] of Object.entries(ways))
    await takeSheet(browser, `${directory}/${name}`, { ...way, emails: inEnglish });
  for (const locale of locales) {
    const emails = stems.map((stem) => named(stem, locale, sampleDefaultBrand));
    await takeSheet(browser, `${directory}/language ${locale}`, { emails, look: [] });
  }
  await browser.close();
}

async function takeSheet(
  browser: Browser,
  path: string,
  { client = 'as it is sent', colorScheme = 'light', width = 420, zoom = 100, emails }: Way,
): Promise<void> {
  const zoomed = zoom === 100 ? '</head>' : `<style>:root{zoom:${zoom}%}</style></head>`;
  const frames = emails.map(({ html }) => {
    const shown = asShownBy(client, html).replace('</head>', zoomed);
    const source = shown.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    return `<iframe width="${width}" height="760" srcdoc="${source}" style="border:1px solid #888"></iframe>`;
  });
  const page = await browser.newPage({ colorScheme, viewport: { width: 1760, height: 900 } });
  await page.setContent(`<body style="margin:8px;background:#777">${frames.join('\n')}</body>`);
  await page.screenshot({ path: `${path.replaceAll(' ', '-')}.png`, fullPage: true });
  await page.close();
}
