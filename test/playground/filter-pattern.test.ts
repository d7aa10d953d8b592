import { describe, expect, test } from '@jest/globals';
import { readFilterPattern } from '../../playground/filter-pattern.ts';

const line = '{"message":"outcome","status":"skipped","recipient":"a***@e***","n":1}';

describe('a filter pattern', () => {
  test.each([
    ['', line, true],
    ['outcome skipped', line, true],
    ['outcome kept', line, false],
    ['"event=Bounce sesMessageId=1"', 'event=Bounce sesMessageId=1 sent=', true],
    ['?"sesMessageId=1" ?"sesMessageId=2"', 'event=Bounce sesMessageId=2', true],
    ['?"sesMessageId=1" ?"sesMessageId=2"', 'event=Bounce sesMessageId=3', false],
    ['{ $.message = "outcome" }', line, true],
    ['{ $.message = "out*" && $.status != "kept" }', line, true],
    ['{ $.recipient = %^a...@e...$% }', line, true],
    ['{ $.recipient = %^b...@e...$% }', line, false],
    ['{ $.recipient NOT EXISTS }', line, false],
    ['{ $.codeId NOT EXISTS }', line, true],
    ['{ $.message = "outcome" && ($.recipient = %^[bB]...@e...$% || $.codeId NOT EXISTS) }', line, true],
    ['{ $.message = "outcome" && ($.recipient = %^[bB]...@e...$% || $.codeId EXISTS) }', line, false],
    ['{ $.message = "START" || $.message = "outcome" && $.status = "kept" }', line, false],
    ['{ $.message = "outcome" }', 'no JSON', false],
    ['{ $.codeId = "*" }', line, false],
  ])('%s on %s is %s', (pattern, message, matches) => {
    expect(readFilterPattern(pattern)(message)).toBe(matches);
  });

  test.each([
    '{ $.message }',
    '{ $.message = outcome" }',
    '{ ($.message = "a" }',
    '{ $.message = %a(b)% }',
    '{ message = "a" }',
    '{ $.a = "1" $.b = "2" }',
    `{ $.a = "${'x'.repeat(1024)}" }`,
  ])('%s is refused as AWS refuses it', (pattern) => {
    expect(() => readFilterPattern(pattern)).toThrow(
      expect.objectContaining({ name: 'InvalidParameterException' }),
    );
  });
});
