import { expect, test } from '@jest/globals';
import { brandsSizeProblem } from '../../../src/emails/overlay/brands-size.ts';
import { template } from '../../support/cloudformation.ts';

test('brands that the playground and the gallery take are those that a deployment takes', () => {
  const most = Number(template.Parameters['Brands']?.['MaxLength']);
  expect(brandsSizeProblem(undefined)).toBeUndefined();
  expect(brandsSizeProblem('x'.repeat(most))).toBeUndefined();
  expect(brandsSizeProblem('x'.repeat(most + 1))).toMatch(
    new RegExp(`^BRANDS has ${most + 1} bytes, .* brands\\.json of your own emails`),
  );
});
