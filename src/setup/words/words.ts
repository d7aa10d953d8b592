import { accountWords } from './account.ts';
import { alertTopicWords } from './alert-topic.ts';
import { configurationSetWords } from './configuration-set.ts';
import { dnsWords } from './dns.ts';
import { functionWords } from './function.ts';
import { identityWords } from './identity.ts';
import { keyWords } from './key.ts';
import { poolWords } from './pool.ts';
import { queueWords } from './queue.ts';
import { recipientWords } from './recipient.ts';
import { recommendationWords } from './recommendations.ts';

/** What each finding says, by id: the one list of all that doctor looks at. */
export const words = {
  ...accountWords,
  ...identityWords,
  ...dnsWords,
  ...recommendationWords,
  ...configurationSetWords,
  ...keyWords,
  ...poolWords,
  ...functionWords,
  ...alertTopicWords,
  ...queueWords,
  ...recipientWords,
};
