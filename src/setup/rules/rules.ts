import type { Facts } from '../facts/facts.ts';
import type { Verdict } from '../verdict.ts';
import { accountRules } from './account.ts';
import { alertTopicRules } from './alert-topic.ts';
import { configurationSetRules } from './configuration-set.ts';
import { dnsRules } from './dns.ts';
import { functionRules } from './function.ts';
import { identityRules } from './identity.ts';
import { keyRules } from './key.ts';
import { outcomeRules } from './outcomes.ts';
import { poolRules } from './pool/pool.ts';
import { queueRules } from './queue.ts';
import { recipientRules } from './recipient.ts';
import { recommendationRules } from './recommendations.ts';

/** Judges all facts, in the order in which an email meets them. */
export const judgeFacts = (facts: Facts, ourVersion: string): readonly Verdict[] => [
  ...recipientRules(facts),
  ...poolRules(facts),
  ...functionRules(facts, ourVersion),
  ...keyRules(facts),
  ...facts.regions.flatMap((region) => [
    ...accountRules(region),
    ...region.senders.flatMap((sender) => [...identityRules(region, sender), ...dnsRules(region, sender)]),
    ...region.configurationSets.flatMap((set) => configurationSetRules(region, set)),
    ...recommendationRules(region),
  ]),
  ...outcomeRules(facts),
  ...queueRules(facts),
  ...alertTopicRules(facts),
];
