import { expect, test } from '@jest/globals';
import { chooseBrand } from '../../src/sender/brand.ts';
import { buildContent } from '../support/content.ts';

const named = (name: string) => buildContent('sign-up', { brand: { name } }).brand;
const defaultBrand = named('Default');
const brands = new Map([['1example', named('One')]]);

test.each([
  ['1example', 'One'],
  ['2example', 'Default'],
  ['toString', 'Default'],
  ['CLIENT_ID_NOT_APPLICABLE', 'Default'],
  [undefined, 'Default'],
])("the app client %p has the brand '%s'", (clientId, name) => {
  expect(chooseBrand(clientId === undefined ? {} : { clientId }, { brands, defaultBrand }).name).toBe(name);
});

test("what an administrator causes has the brand that lists Cognito's own word for it", () => {
  const withAdmin = new Map([...brands, ['CLIENT_ID_NOT_APPLICABLE', named('Admin')]]);
  expect(
    chooseBrand({ clientId: 'CLIENT_ID_NOT_APPLICABLE' }, { brands: withAdmin, defaultBrand }).name,
  ).toBe('Admin');
  expect(chooseBrand({}, { brands: withAdmin, defaultBrand }).name).toBe('Admin');
});
