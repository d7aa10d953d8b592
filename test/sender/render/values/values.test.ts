import { expect, test } from '@jest/globals';
import { catalogueFor } from '../../../../src/sender/render/catalogue.ts';
import { readValues } from '../../../../src/sender/render/values/values.ts';
import { buildContent } from '../../../support/content.ts';

const valuesOf = (brand: { readonly name?: string; readonly supportUrl?: string }) =>
  readValues(buildContent('sign-up', { brand }), catalogueFor('en'));

test.each([
  ['https://acme.example/help', 'acme.example/help'],
  ['https://acme.example/help/', 'acme.example/help'],
  ['https://www.acme.example/', 'acme.example'],
  ['https://acme.example/help?about=https://www.acme.example/x', 'acme.example/help'],
  ['https://acme.example/mailto:help', 'acme.example/mailto:help'],
  ['mailto:help@acme.example?subject=My%20code', 'help@acme.example'],
])('the support link %s reads as %s', (supportUrl, support) => {
  expect(valuesOf({ supportUrl })).toMatchObject({ supportUrl, support });
});

test('without a support link there is none to read', () => {
  expect(valuesOf({})).toMatchObject({ supportUrl: undefined, support: '', supportAddress: '' });
});

test.each([
  ['acme', 'A'],
  [' bank', 'B'],
  ['X', 'X'],
  ['ünal', 'Ü'],
  ['u\u0308nal', 'U\u0308'],
  ['日本', '日'],
  ['x日', 'X'],
  ['👩‍🚀 Space', '👩‍🚀'],
])('the initial of %j is %j', (name, initial) => expect(valuesOf({ name })).toMatchObject({ initial }));

test('a profile whose only name is no name is greeted by none', () => {
  const request = { name: 'Visit evil.com', givenName: 'null' };
  const content = buildContent('authentication', { request });
  expect(readValues(content, catalogueFor('en'))).toMatchObject({ name: undefined, givenName: undefined });
});
