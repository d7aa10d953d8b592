import { expect, test } from '@jest/globals';
import { buildArguments } from '../../src/commands/command.ts';

test.each<[string, { emails?: unknown; runs?: number }, string[]]>([
  ['a directory of emails goes to the build', { emails: '../our-emails' }, ['--emails', '../our-emails']],
  ['a number of emails, as the bench has, does not', { emails: 5000 }, []],
  ['nor does none', { emails: '' }, []],
  ['nor another option', { runs: 15 }, []],
])('%s', (_title, values, expected) => {
  expect(buildArguments(values)).toEqual(expected);
});
