import { describe, expect, test } from '@jest/globals';
import { readLinks } from '../../../src/sender/settings/links.ts';
import type { Stem } from '../../../src/trigger-source.ts';

describe('links that are refused, and why', () => {
  test.each([
    ['sign-up', 'http://a.example/{code}', 'it should be https://'],
    ['sign-up', 'javascript:alert({code})', 'it should be https://'],
    ['sign-up', 'https://{username}.example.com/', 'its placeholders should come after the host'],
    ['sign-up', 'https://a.example:{code}/', 'it should be https://'],
    ['sign-up', 'https://{code}@a.example/', 'it should be https://'],
    ['sign-up', 'https://a.example/{email}', 'it has the unknown placeholder {email}'],
    ['admin-create-user', 'https://a.example/{code}', 'the temporary password'],
    ['account-take-over-notification', 'https://a.example/', 'Cognito itself makes the links'],
  ] as const)('%s: %s', (stem: Stem, link, why) => {
    const problems: string[] = [];
    expect(readLinks({ [stem]: link }, (problem) => problems.push(problem)).size).toBe(0);
    expect(problems).toEqual([expect.stringContaining(why)]);
  });
});
