import { createEncryptCode } from '../canary/encrypt-code.ts';
import { createInvokeSender } from '../canary/invoke-sender.ts';
import { createCanary } from './canary.ts';
import { createAnswer, createKeyOf, createKms, createLambda, createSetUpClients } from './clients.ts';
import { createCheckSetUp } from './set-up/check-set-up.ts';
import { readSettings } from './settings.ts';
import { createWatch } from './watch.ts';

const settings = readSettings(process.env);
const { region, keyArns, userPoolIds } = settings;

const write = (line: string): void => void process.stdout.write(`${line}\n`);

const sendCanaries = createCanary(
  {
    keyOf: userPoolIds.length > 0 ? createKeyOf(region, keyArns) : async () => keyArns[0],
    encrypt: createEncryptCode(createKms(keyArns[0].split(':')[3] ?? region)),
    invoke: createInvokeSender(createLambda(region)),
  },
  // Where any pool may call the sender, the canary comes from one that does not exist.
  { userPoolIds: userPoolIds.length > 0 ? userPoolIds : [`${region}_Canary`], region },
);

export const handler = createWatch(
  {
    sendCanaries,
    answerDeployment: createAnswer(region),
    checkSetUp: createCheckSetUp(createSetUpClients(), { settings, write }),
    write,
  },
  settings,
);
