import { describe, expect, test } from '@jest/globals';
import { parse } from 'parse5';
import { asShownBy, type MailClient, mailClients } from '../../../src/emails/gallery/mail-clients.ts';
import { notificationOf } from '../../../src/emails/gallery/notification.ts';
import { readCodeShownIn } from '../../../src/sender/render/code-shown-in.ts';
import { render } from '../../../src/sender/render/render.ts';
import { carriedBy, stems } from '../../../src/trigger-source.ts';
import { buildContent } from '../../support/content.ts';
import { attribute, elementsOf, textOf } from '../../support/html.ts';

const clients = Object.keys(mailClients) as MailClient[];
const branded = {
  name: 'Harbour & Söhne',
  logoUrl: 'https://cdn.example.com/light.png',
  logoUrlDark: 'https://cdn.example.com/dark.png',
  supportUrl: 'https://harbour.example/help',
  footer: 'Harbour Ltd',
  color: '#ffd400',
  links: new Map(stems.map((stem) => [stem, 'https://app.example.com/?u={username}'] as const)),
};
const looked = ['en', 'de', 'ja', 'ar', 'zh-TW'].flatMap((locale) => [
  [locale, 'the default brand', {}] as const,
  [locale, 'a brand of its own', branded] as const,
]);

describe.each(looked)('in %s, of %s', (locale, _, brand) => {
  const emails = stems.map((stem) => {
    const email = render(buildContent(stem, { brand, content: { locale } }));
    return { stem, email, words: textOf(parse(email.html)) };
  });

  test.each(clients)('%s: the words and the code are all there', (client) => {
    for (const { email, words } of emails) {
      expect(textOf(parse(asShownBy(client, email.html)))).toBe(words);
    }
  });

  test('without styles, every link has a colour of its own and every password its spaces', () => {
    for (const { stem, email } of emails) {
      const elements = elementsOf(parse(asShownBy('without styles', email.html)));
      for (const link of elements.filter(({ tagName }) => tagName === 'a')) {
        expect(attribute(link, 'style')).toMatch(/(?:^|;)color:#/);
      }
      if (carriedBy(stem) !== 'temporary password') continue;
      const kept = elements.filter((element) =>
        attribute(element, 'style')?.includes('white-space:pre-wrap'),
      );
      expect(kept.map(textOf)).toEqual([buildContent(stem).code]);
    }
  });

  test('without pictures, the name is in their place', () => {
    for (const { email } of emails) {
      const elements = elementsOf(parse(asShownBy('without pictures', email.html)));
      const pictures = elements.filter(({ tagName }) => tagName === 'img');
      for (const picture of pictures) {
        expect(attribute(picture, 'alt')).toBe(branded.name);
        expect(attribute(picture, 'style')).toContain('font-size:18px');
      }
    }
  });

  test('Thunderbird is told by its class, besides those of the email', () => {
    for (const { email } of emails) {
      const classOf = (html: string) =>
        elementsOf(parse(html))
          .filter(({ tagName }) => tagName === 'body')
          .map((body) => attribute(body, 'class'));
      const [own] = classOf(email.html);
      expect(classOf(asShownBy('Thunderbird in dark', email.html))).toEqual([`${own} moz-text-html`]);
    }
  });

  test('every table of the layout says that it is none, and details have headers for their rows', () => {
    for (const { stem, email } of emails) {
      const elements = elementsOf(parse(email.html));
      const data = elements.filter(
        (element) => element.tagName === 'table' && attribute(element, 'role') !== 'presentation',
      );
      const isWarning = stem === 'account-take-over-notification';
      expect(data).toHaveLength(isWarning ? 1 : 0);
      const headers = elements.filter((element) => attribute(element, 'scope') === 'row');
      expect(headers).toHaveLength(isWarning ? 4 : 0);
    }
  });

  test('a notification has the code where it may, and never a password', () => {
    for (const { stem } of emails) {
      const codeShownIn = readCodeShownIn('preview');
      if (codeShownIn === undefined) throw new Error('preview is a place');
      const content = buildContent(stem, { brand, content: { locale, codeShownIn } });
      const { preview, subject } = notificationOf(render(content), 'Acme');
      const { code = '482913' } = content;
      expect(preview.includes(code)).toBe(carriedBy(stem) === 'code');
      expect(subject).not.toContain(code);
      expect(preview.length).toBeLessThanOrEqual(90);
    }
  });
});
