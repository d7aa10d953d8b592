import { describe, expect, test } from '@jest/globals';
import { judgeFacts } from '../../../src/setup/rules/rules.ts';
import { explainVerdict } from '../../../src/setup/words/explain-verdict.ts';
import { words } from '../../../src/setup/words/words.ts';
import { goodFacts, version } from '../../support/facts.ts';
import { judged } from '../../support/judged.ts';
import { dns } from './dns-cases.ts';
import { account, configurationSets, identity, recommendations } from './ses-cases.ts';
import { keys, pools, recipients, theFunction, watching } from './wiring-cases.ts';

const subjects = {
  'the SES account': account,
  'the identity': identity,
  DNS: dns,
  'the configuration set': configurationSets,
  'SES’s recommendations': recommendations,
  'the key': keys,
  'the user pools': pools,
  'the function': theFunction,
  'the queue, the alerts, the outcomes': watching,
  'the recipient': recipients,
};

describe.each(Object.entries(subjects))('%s', (_, cases) => {
  test.each(cases)('%s', (_what, change, findings) => {
    expect(judged(change)).toEqual(findings);
  });
});

describe('the findings', () => {
  const cases = Object.values(subjects).flat();
  const findings = cases.flatMap(([, change]) => {
    const good = goodFacts();
    change(good);
    return judgeFacts(good.facts, version).map((verdict) => explainVerdict(verdict, {}));
  });

  test('there are at least 35 of them, and each can be well and otherwise', () => {
    const ids = Object.keys(words);
    const withLevel = (wanted: (level: string) => boolean): Set<string> =>
      new Set(findings.filter(({ level }) => wanted(level)).map(({ id }) => id));
    expect(ids.length).toBeGreaterThanOrEqual(35);
    // The plan is told and never wrong; these four are told of only where something is the matter.
    const [told, onlyAmiss] = [['pricing-plan'], ['account', 'identity-in-other-region', 'pools']];
    expect(ids.filter((id) => !withLevel((level) => level !== 'ok').has(id))).toEqual(told);
    expect(ids.filter((id) => !withLevel((level) => level === 'ok').has(id)).sort()).toEqual(onlyAmiss);
  });

  test('whatever is amiss comes with what to do, and what it does to users', () => {
    for (const { id, level, why, fix } of findings) {
      if (level === 'problem' || level === 'warning') {
        expect([id, why, fix?.[0]]).toEqual([id, expect.any(String), expect.anything()]);
      }
      if (level === 'unknown') expect([id, fix]).toEqual([id, [expect.anything()]]);
    }
  });

  test('no sentence and no command has a hole in it', () => {
    for (const finding of findings) {
      expect(JSON.stringify(finding)).not.toMatch(/undefined|NaN|null|\[object|Infinity| {2}/);
    }
  });

  test('no control character of a name or a DNS record reaches the terminal', () => {
    const good = goodFacts();
    good.region.recommendations = {
      state: 'known',
      value: [
        {
          type: 'BOUNCE',
          impact: 'HIGH',
          description: '\u001b[2Jgone\u202e',
          about: 'arn:aws:ses:eu-west-1:111122223333:identity/auth.example.com',
        },
      ],
    };
    const [finding] = judgeFacts(good.facts, version)
      .filter(({ id }) => id === 'recommendations')
      .map((verdict) => explainVerdict(verdict, {}));
    expect(finding?.found).toContain('gone');
    expect(finding?.found).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
