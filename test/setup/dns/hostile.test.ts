import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { known } from '../../../src/aws/fact.ts';
import { judgeDkimKey } from '../../../src/setup/dns/dkim-key.ts';
import { dmarcNames, judgeDmarc } from '../../../src/setup/dns/dmarc.ts';
import { judgeSpf } from '../../../src/setup/dns/spf.ts';

/** What anybody may publish under their name: nearly a record, or anything at all. */
const texts = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        'v=spf1',
        'include:',
        'a.example',
        ' ',
        ':',
        '=',
        'redirect=',
        '/',
        '+all',
        'ip4:',
        '1.2.3.4',
        '%{i}',
        'v=DMARC1',
        ';',
        'p',
        'rua',
        'mailto:',
        '@',
        ',',
        '!',
        'k=rsa',
        'p=',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
);

describe('whatever stands in DNS', () => {
  test('is judged: nothing is thrown, and nothing takes long', () => {
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 3 }), (txt) => {
        const began = performance.now();
        const tree = { domain: 'a.example', txt: new Map([['a.example', known(txt)]]) };
        expect(['none', 'invalid', 'valid', 'unknown']).toContain(judgeSpf(tree).state);
        expect(['none', 'invalid', 'valid']).toContain(judgeDmarc(txt).state);
        expect(['none', 'invalid', 'valid']).toContain(judgeDkimKey(txt).state);
        expect(performance.now() - began).toBeLessThan(1000);
      }),
      { numRuns: 2000 },
    );
  });

  test('a long record is read in time that grows with its length', () => {
    const began = performance.now();
    judgeDmarc([`v=DMARC1; p=none; rua=${'mailto:a@b.example,'.repeat(20_000)}x`]);
    judgeSpf({
      domain: 'a.example',
      txt: new Map([['a.example', known([`v=spf1 ${'ip4:1.2.3.4 '.repeat(20_000)}`])]]),
    });
    judgeDkimKey([`p=${'A'.repeat(200_000)}`]);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test('no more than eight names are asked for a DMARC record', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'bb', 'example'), { minLength: 1, maxLength: 30 }),
        (labels) => {
          const names = dmarcNames(labels.join('.'));
          expect(names[0]).toBe(labels.join('.'));
          expect(names.length).toBeLessThanOrEqual(8);
        },
      ),
    );
  });
});
