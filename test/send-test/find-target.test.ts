import { expect, test } from '@jest/globals';
import { chooseFunction } from '../../src/send-test/find-target.ts';

const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:email-sender';

test.each([
  ['the trigger’s alias of the installed function', `${arn}:live`, arn, `${arn}:live`],
  ['the installed function, where the pool calls another one', `${arn}-old`, arn, arn],
  ['the trigger, where nobody says what is installed', `${arn}:live`, undefined, `${arn}:live`],
  ['the installed function, where the pool has no trigger', undefined, `${arn}:live`, `${arn}:live`],
  ['nothing, where nobody knows', undefined, undefined, undefined],
])('a test runs %s', (_, trigger, installed, chosen) => {
  expect(chooseFunction(trigger, installed)).toBe(chosen);
});
