import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withMetrics } from '../../../src/sender/report/metrics.ts';
import { tagValue } from '../../../src/sender/send/send-email.ts';
import { anyCharacter } from '../../support/any-character.ts';

interface Emf {
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly {
      Namespace: string;
      Dimensions: string[][];
      Metrics: { Name: string; Unit: string }[];
    }[];
  };
  readonly [member: string]: unknown;
}

describe('a line with metrics', () => {
  test('names its dimension sets, and only those whose members it has', () => {
    const line = { service: 's', triggerSource: 't' };
    expect(dimensionsOf(withMetrics(line, { EmailAccepted: 1 }, { timestamp: 0 }))).toEqual([
      ['service'],
      ['service', 'triggerSource'],
    ]);
    expect(dimensionsOf(withMetrics({ ...line, reason: 'r' }, {}, { timestamp: 0 }))).toContainEqual([
      'service',
      'reason',
    ]);
    expect(dimensionsOf(withMetrics({ service: 's' }, {}, { timestamp: 0 }))).toEqual([['service']]);
  });

  test('holds a number for each metric that it declares, times in milliseconds', () => {
    const line = withMetrics(
      { service: 's' },
      { EmailAccepted: 1, SendTime: 12.5 },
      { timestamp: 1_795_000_000_000 },
    ) as Emf;
    expect(line).toMatchObject({ EmailAccepted: 1, SendTime: 12.5, _aws: { Timestamp: 1_795_000_000_000 } });
    expect(line._aws.CloudWatchMetrics).toMatchObject([
      {
        Namespace: 'CognitoEmailSender',
        Metrics: [
          { Name: 'EmailAccepted', Unit: 'Count' },
          { Name: 'SendTime', Unit: 'Milliseconds' },
        ],
      },
    ]);
  });
});

const dimensionsOf = (line: object): unknown => (line as Emf)._aws.CloudWatchMetrics[0]?.Dimensions;

describe("a message tag's value", () => {
  test('is what SES takes, whatever it is made from', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 400 }), (text) => {
        expect(tagValue(text)).toMatch(/^[A-Za-z0-9_-]{1,255}$/);
      }),
    );
  });

  test.each([
    ['Acme Cloud', 'Acme_Cloud'],
    ['pt-BR', 'pt-BR'],
    ['', '_'],
    ['アクメ', '___'],
  ])('%j becomes %s', (text, value) => {
    expect(tagValue(text)).toBe(value);
  });
});
