import type { Brand } from '../../sender/brand.ts';
import { defaultCodeShownIn } from '../../sender/render/code-shown-in.ts';
import type { Content } from '../../sender/render/content.ts';
import {
  attributesOf,
  carriedBy,
  type Stem,
  stem,
  stems,
  type TriggerSource,
  triggerSources,
} from '../../trigger-source.ts';

/** Where the sample brand's logo would be; the gallery shows `/logo.svg` of its own instead. */
export const sampleLogo = 'https://cdn.gallery.example/logo.svg';

/** What BRANDS holds when it is not set: a quiet one, a loud one with a logo, a very pale one with a long name. */
export const sampleBrands = JSON.stringify([
  { clientIds: ['harbour'], name: 'Harbour', color: '#0f766e', supportUrl: 'mailto:help@harbour.example' },
  {
    clientIds: ['sunny'],
    name: 'Sunny',
    color: '#ffd400',
    logoUrl: sampleLogo,
    supportUrl: 'https://sunny.example/help',
    footer: 'Sunny Ltd, 1 Beach Road, Brighton, registered in England 01234567',
  },
  { clientIds: ['pale'], name: 'Grundstücksverwaltung Müller & Söhne', color: '#f2f2f2' },
]);

/** The brand of a sender without BRANDS. */
export const sampleDefaultBrand: Brand = {
  name: 'Acme',
  from: { name: 'Acme', address: 'no-reply@auth.example.com' },
  configurationSet: 'auth',
  links: new Map(),
};

/** Links for every email that can have one, so that the gallery can show each with and without. */
export const sampleLinks = new Map(
  stems
    .filter((stem) => attributesOf(stem) === 'profile')
    .map((stem) => [stem, `https://app.example.com/${stem}?user={username}`]),
);

const sampleCodes = { code: '482913', 'temporary password': 'tR7<k&9>Qm"2', nothing: undefined } as const;

/** An email's content as the pipeline would hand it to `render`. */
export function sampleContent(
  of: Stem,
  { locale, brand }: { readonly locale: string; readonly brand: Brand },
): Content {
  const isTakeOver = attributesOf(of) === 'sign-in';
  return {
    request: {
      triggerSource: triggerSources.find((source) => stem(source) === of) as TriggerSource,
      stem: of,
      userPoolId: 'eu-west-1_Ab12Cd34E',
      region: 'eu-west-1',
      userName: 'ada@example.com',
      clientId: 'gallery',
      name: 'Ada Lovelace',
      givenName: 'Ada',
      locales: [],
      ...(isTakeOver && {
        takeOver: {
          loginTime: 'Friday, March 19, 2021 02:25 PM UTC',
          ipAddress: '203.0.113.7',
          city: 'Lisbon',
          country: 'PT',
          deviceName: 'Chrome 126, Windows 10',
          action: 'BLOCK',
          linkValid: 'https://auth.example.com/feedback?valid=1',
          linkInvalid: 'https://auth.example.com/feedback?valid=0',
        },
      }),
    },
    code: sampleCodes[carriedBy(of)],
    brand,
    locale,
    authenticationCodeMinutes: 3,
    temporaryPasswordDays: 7,
    codeShownIn: defaultCodeShownIn,
    greetByName: true,
    madeAt: Date.UTC(2026, 2, 19, 14, 25),
  };
}
