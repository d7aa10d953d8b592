import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readOutcome } from '../../src/canary/read-outcome.ts';

const tail = (...lines: string[]) => Buffer.from(lines.join('\n')).toString('base64');
const outcome = (members: object) => JSON.stringify({ message: 'outcome', status: 'accepted', ...members });

describe('an outcome', () => {
  test('is the last one of the tail, wherever Lambda’s own lines are', () => {
    const lines = [
      outcome({ status: 'deferred', reason: 'throttled' }),
      outcome({ sesMessageId: 'id-2', times: { send: 12 } }),
      '{"type":"platform.report"}',
      '',
    ];
    expect(readOutcome(tail(...lines))).toEqual({
      status: 'accepted',
      sesMessageId: 'id-2',
      times: { send: 12 },
    });
  });

  test.each([
    ['nothing', undefined],
    ['a line that the tail cut', tail('gs":1},"message":"outcome","status":"accepted"}')],
    ['a line of another kind', tail('{"message":"start","status":"accepted"}')],
    ['a status that there is none of', tail(outcome({ status: 'fine' }))],
  ])('is not read off %s', (_, text) => {
    expect(readOutcome(text)).toBeUndefined();
  });

  test('is all that is taken from a log, whatever else stands there', () => {
    const status = fc.constantFrom('accepted', 'skipped', 'deferred', 'undeliverable');
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), status, (base64, others, written) => {
        expect(() => readOutcome(base64)).not.toThrow();
        const lines = others.map((text) => JSON.stringify(text));
        expect(
          readOutcome(
            tail(...lines, outcome({ status: written, recipient: 'a@b', code: '482913' }), ...lines),
          ),
        ).toEqual({
          status: written,
        });
      }),
    );
  });
});
