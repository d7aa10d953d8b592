import type { Brand } from '../../src/sender/brand.ts';
import type { EmailRequest } from '../../src/sender/email-request.ts';
import { defaultCodeShownIn } from '../../src/sender/render/code-shown-in.ts';
import type { Content } from '../../src/sender/render/content.ts';
import { attributesOf, carriedBy, type Stem, stem, triggerSources } from '../../src/trigger-source.ts';

/** What a test changes of an email; everything else is as below. */
export interface Changes {
  readonly request?: Partial<EmailRequest>;
  readonly brand?: Partial<Brand>;
  readonly content?: Partial<Content>;
}

const sampleCodes = { code: '482913', 'temporary password': 'aB3<&>x!9"q\'Z', nothing: undefined } as const;

/** An email's content as the pipeline hands it to `render`, for any of the eight. */
export function buildContent(of: Stem, { request, brand, content }: Changes = {}): Content {
  const triggerSource = triggerSources.find((source) => stem(source) === of);
  if (triggerSource === undefined) throw new Error(`no trigger source has the stem ${of}`);
  const isTakeOver = attributesOf(of) === 'sign-in';
  return {
    request: {
      triggerSource,
      stem: of,
      userPoolId: 'eu-west-1_Ab12Cd34E',
      region: 'eu-west-1',
      userName: 'ada@example.com',
      ...(!isTakeOver && { clientId: '1example23456789', name: 'Ada Lovelace' }),
      locales: [],
      ...(isTakeOver && {
        takeOver: {
          loginTime: 'Friday, March 19, 2021 02:25 PM UTC',
          ipAddress: '203.0.113.7',
          city: 'Lisbon',
          country: 'Portugal',
          deviceName: 'Chrome 126, Windows 10',
          action: 'BLOCK',
          linkValid: 'https://auth.example.com/feedback?valid=1&token=a',
          linkInvalid: 'https://auth.example.com/feedback?valid=0&token=b',
        },
      }),
      ...request,
    },
    code: sampleCodes[carriedBy(of)],
    brand: {
      name: 'Acme',
      from: { name: 'Acme', address: 'no-reply@auth.example.com' },
      configurationSet: 'auth',
      links: new Map(),
      ...brand,
    },
    locale: 'en',
    authenticationCodeMinutes: 3,
    temporaryPasswordDays: 7,
    codeShownIn: defaultCodeShownIn,
    greetByName: true,
    madeAt: Date.UTC(2021, 2, 19, 14, 25),
    ...content,
  };
}
