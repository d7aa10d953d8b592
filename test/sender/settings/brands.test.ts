import { describe, expect, test } from '@jest/globals';
import { parseBrands } from '../../../src/sender/settings/brands.ts';

const defaults = {
  name: 'Acme',
  links: new Map(),
  from: { name: 'Acme', address: 'no-reply@auth.example.com' },
  replyTo: { address: 'help@example.com' },
  configurationSet: 'auth',
};
const parse = (value: unknown) => parseBrands(JSON.stringify(value), defaults);
const minimal = { clientIds: ['1example'], name: 'One' };

test('no brands are no problem', () => {
  for (const json of [undefined, '', ' ', '[]']) {
    expect(parseBrands(json, defaults)).toEqual({
      defaultBrand: defaults,
      brands: new Map(),
      problems: [],
    });
  }
});

test('a brand says as little as its name, and has the rest from the default, the From address under its own name', () => {
  expect(parse([minimal])).toEqual({
    defaultBrand: defaults,
    brands: new Map([
      [
        '1example',
        {
          name: 'One',
          from: { name: 'One', address: 'no-reply@auth.example.com' },
          replyTo: { address: 'help@example.com' },
          configurationSet: 'auth',
          links: new Map(),
        },
      ],
    ]),
    problems: [],
  });
});

test('a brand says everything of itself', () => {
  const { brands, problems } = parse([
    {
      clientIds: ['1example', '2example'],
      name: 'Zwei & Söhne',
      from: 'Zwei <login@zwei.example>',
      replyTo: 'hilfe@zwei.example',
      configurationSet: 'zwei',
      logoUrl: 'https://cdn.zwei.example/logo.png',
      logoUrlDark: 'https://cdn.zwei.example/dark.png',
      logoBesideName: true,
      footer: 'Zwei & Söhne GmbH, Hauptstraße 1, Köln',
      color: '#0A7F5A',
      supportUrl: 'mailto:hilfe@zwei.example',
      locale: 'de-AT',
      links: { 'sign-up': 'https://app.zwei.example/confirm?u={username}&c={code}' },
    },
  ]);
  expect(problems).toEqual([]);
  expect(brands.get('2example')).toEqual({
    name: 'Zwei & Söhne',
    from: { name: 'Zwei', address: 'login@zwei.example' },
    replyTo: { address: 'hilfe@zwei.example' },
    configurationSet: 'zwei',
    logoUrl: 'https://cdn.zwei.example/logo.png',
    logoUrlDark: 'https://cdn.zwei.example/dark.png',
    logoBesideName: true,
    footer: 'Zwei & Söhne GmbH, Hauptstraße 1, Köln',
    color: '#0a7f5a',
    supportUrl: 'mailto:hilfe@zwei.example',
    locale: 'de',
    links: new Map([['sign-up', 'https://app.zwei.example/confirm?u={username}&c={code}']]),
  });
  expect(brands.get('1example')).toBe(brands.get('2example'));
});

describe('one sentence names the place, what was found and what is wanted', () => {
  test.each([
    [{ name: 'One' }, 'BRANDS[0] has no clientIds; they should be a list of app client ids'],
    [
      { clientIds: ['1example'] },
      'BRANDS[0] has no name; it should be a name of 1 to 60 characters on one line',
    ],
    ['Acme', 'BRANDS[0] is "Acme"; it should be an object'],
    [null, 'BRANDS[0] is null; it should be an object'],
    [{ ...minimal, clientIds: '1example' }, 'BRANDS[0].clientIds is "1example"; it should be a list'],
    [{ ...minimal, clientIds: [] }, 'BRANDS[0].clientIds is []'],
    [{ ...minimal, clientIds: ['a b'] }, 'BRANDS[0].clientIds is ["a b"]'],
    [{ ...minimal, name: 'A\r\nBcc: x' }, 'BRANDS[0].name is "A\\r\\nBcc: x"'],
    [{ ...minimal, name: '\u202eemcA' }, 'BRANDS[0].name is'],
    [
      { ...minimal, from: 'a@b.example, c@d.example' },
      'BRANDS[0].from is "a@b.example, c@d.example"; it should be one mailbox',
    ],
    [{ ...minimal, replyTo: 7 }, 'BRANDS[0].replyTo is 7; it should be one mailbox'],
    [
      { ...minimal, configurationSet: 'a/b' },
      'BRANDS[0].configurationSet is "a/b"; it should be the configuration set',
    ],
    [
      { ...minimal, logoUrl: 'http://a.example/l.png' },
      'BRANDS[0].logoUrl is "http://a.example/l.png"; it should be an https',
    ],
    [{ ...minimal, color: 'red;}' }, 'BRANDS[0].color is "red;}"; it should be a colour such as #2f5bd3'],
    [{ ...minimal, supportUrl: 'javascript:alert(1)' }, 'BRANDS[0].supportUrl is'],
    [{ ...minimal, supportUrl: 'mailto:a@b.example?bcc=c@d.example' }, 'BRANDS[0].supportUrl is'],
    [{ ...minimal, locale: 'tlh' }, 'BRANDS[0].locale is "tlh"; it should be one of en, ar, de'],
    [{ ...minimal, logoBesideName: 'yes' }, 'BRANDS[0].logoBesideName is "yes"; it should be true or false'],
    [{ ...minimal, logoBesideName: true }, 'BRANDS[0] has no logoUrl, which logoUrlDark and logoBesideName'],
    [{ ...minimal, footer: 'x'.repeat(201) }, 'BRANDS[0].footer is'],
    [{ ...minimal, logo: 'x' }, 'BRANDS[0] has the unknown member "logo"; there are clientIds, name'],
    [{ ...minimal, links: [] }, 'BRANDS[0].links is []; it should be an object of links'],
    [
      { ...minimal, links: { signUp: 'https://a.example' } },
      'BRANDS[0].links has the unknown email "signUp"; there are sign-up',
    ],
    [{ ...minimal, links: { 'sign-up': 7 } }, 'BRANDS[0].links["sign-up"] is 7; it should be a link'],
  ])('%j', (brand, problem) => {
    const { brands, problems } = parse([brand]);
    expect(problems).toEqual([expect.stringContaining(problem)]);
    expect(brands.size).toBe(0);
  });

  test('not JSON', () => {
    expect(parseBrands('[{"name":"secret"', defaults).problems).toEqual([
      expect.stringMatching(/^BRANDS is not JSON \(.*\); it should be a JSON array/),
    ]);
    expect(parseBrands('[{"name":secret}]', defaults).problems.join()).not.toContain('secret');
  });

  test('not an array', () => {
    expect(parse({}).problems).toEqual([
      expect.stringContaining('BRANDS is JSON but no array; it should be'),
    ]);
  });

  test('two brands for one app client', () => {
    expect(parse([minimal, { ...minimal, name: 'Two' }]).problems).toEqual([
      "BRANDS[1].clientIds names 1example, which is another brand's",
    ]);
  });
});

test('names may be written with joiners', () => {
  const names = ['👩‍👩‍👧 Family', '❤️ App', 'می‌خواهم'];
  const { brands, problems } = parse(names.map((name, index) => ({ clientIds: [`c${index}`], name })));
  expect(problems).toEqual([]);
  expect([...brands.values()].map(({ name }) => name)).toEqual(names);
});

describe('the brand that lists "*"', () => {
  test('is the default brand, and takes what it does not say from the other variables', () => {
    const { defaultBrand, brands, problems } = parse([{ clientIds: ['*'], color: '#0a7f5a' }]);
    expect(problems).toEqual([]);
    expect(defaultBrand).toEqual({ ...defaults, color: '#0a7f5a' });
    expect(brands.size).toBe(0);
  });

  test('may list app clients too, and the others take addresses from it, wherever it stands', () => {
    const { defaultBrand, brands } = parse([
      minimal,
      {
        clientIds: ['*', '2example'],
        name: 'Two',
        from: 'Two <no-reply@two.example>',
        supportUrl: 'https://two.example/',
      },
    ]);
    expect(defaultBrand).toMatchObject({ name: 'Two', from: { address: 'no-reply@two.example' } });
    expect(brands.get('2example')).toBe(defaultBrand);
    expect(brands.get('1example')?.from).toEqual({ name: 'One', address: 'no-reply@two.example' });
    expect(brands.get('1example')).not.toHaveProperty('supportUrl');
  });

  test('is one', () => {
    const any = { clientIds: ['*'], name: 'Any' };
    expect(parse([any, { ...any }]).problems).toEqual([
      "BRANDS[1].clientIds names *, which is another brand's",
    ]);
  });
});

test('every problem of every brand is said at once, and the brands that are right are there', () => {
  const { brands, problems } = parse([
    { clientIds: ['a'], name: '', color: 'x' },
    minimal,
    { clientIds: ['b'], name: 'B', extra: 1, links: { 'sign-up': 'http://a.example' } },
  ]);
  expect(problems).toHaveLength(4);
  expect([...brands.keys()]).toEqual(['1example']);
});
