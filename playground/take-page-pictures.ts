import { openChromium } from '../src/emails/pictures/chromium.ts';
import { sampleEvent, stems } from './compose-event.ts';
import { startSite } from './site.ts';

/**
 * Takes the README's two pictures of the page, light and dark, with headless Chromium.
 *
 * @param out The directory they go into; made where there is none.
 */
export async function takePagePictures(out: string): Promise<void> {
  const site = await startSite();
  const browser = await openChromium();
  const take = async (name: string, path: string): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const tab = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme });
      await tab.goto(`${site.url}${path}`, { waitUntil: 'load' });
      await tab.screenshot({ path: `${out}/playground-${name}-${colorScheme}.png` });
      await tab.close();
    }
  };

  site.account.set({ faults: [['SES', 'sandbox']] });
  for (const stem of stems) await site.sender.invoke(sampleEvent(stem), 'sample');
  await take('operators', '/operators');
  site.account.set({ faults: [['SES', 'none']] });
  await fetch(`${site.url}/queue/send-again`, { method: 'POST', redirect: 'manual' });
  await take('inbox', `/inbox/${site.playground.mailbox[0]?.id}`);

  await browser.close();
  await site.close();
}
