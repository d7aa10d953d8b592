import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { version } from '../../src/version.ts';
import { deploy, propertiesOf } from '../support/cloudformation.ts';
import { deployments } from '../support/deployments.ts';

const [parameters = {}] = Object.values(deployments);
const deployment = deploy(parameters);

test('the version is that of package.json wherever it stands', () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({ version });
  expect(JSON.parse(readFileSync('package-lock.json', 'utf8'))).toMatchObject({ version });
  expect(deployment.Outputs['Version']).toMatchObject({ Value: version });
});

test('the function says which version it was deployed from', () => {
  const { Tags } = propertiesOf<{ Tags: Record<string, string> }>(deployment, 'SenderFunction');
  expect(Tags).toEqual({ 'cognito-email-sender:version': version });
  expect(propertiesOf<{ Description: string }>(deployment, 'SenderFunction').Description).toContain(version);
});

test('the changelog has a section for it', () => {
  expect(readFileSync('CHANGELOG.md', 'utf8')).toContain(`\n## ${version} – `);
});
