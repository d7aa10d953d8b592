import { expect, test } from '@jest/globals';
import { commandLine } from '../../src/cli/command-line.ts';

test.each([
  [{ color: true }, [], 'npx cognito-email-sender undelivered list'],
  [
    { color: true, stack: 'mail', region: 'eu-west-1', profile: "ana's" },
    ['--apply'],
    "npx cognito-email-sender undelivered list --stack mail --region eu-west-1 --profile 'ana'\\''s' --apply",
  ],
  [
    { color: false, playground: 'broken' },
    [],
    'npx cognito-email-sender undelivered list --playground broken',
  ],
])('a command names the installation as it was named: %j', (options, more, expected) => {
  expect(commandLine('undelivered list', options, more)).toBe(expected);
});
