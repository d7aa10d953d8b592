import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { deploy, propertiesOf } from '../support/cloudformation.ts';
import { deployments } from '../support/deployments.ts';

test('the function says which version it was deployed from', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const [parameters] = Object.values(deployments);
  const { Tags } = propertiesOf<{ Tags: Record<string, string> }>(deploy(parameters ?? {}), 'SenderFunction');
  expect(Tags).toEqual({ 'cognito-email-sender:version': version });
});
