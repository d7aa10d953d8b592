import { canaryEvent, simulatorAddress } from '../canary/canary-event.ts';
import { createEncryptCode } from '../canary/encrypt-code.ts';
import { createInvokeSender } from '../canary/invoke-sender.ts';
import { commandLine } from '../cli/command-line.ts';
import type { Target } from '../cli/pasteable.ts';
import type { RunVerb } from '../cli/verb-context.ts';
import { Mistake } from '../mistake.ts';
import { readMailboxAddress } from '../sender/mailbox.ts';
import { shellWord } from '../terminal/shell-word.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wrap } from '../terminal/wrap.ts';
import { carriedBy, stem, triggerSources } from '../trigger-source.ts';
import { findTarget } from './find-target.ts';
import { outcomeLines } from './outcome-lines.ts';
import type { SendTestOptions } from './send-test-options.ts';

const dummyCodes = { code: '314159', 'temporary password': 'Dummy-314159' } as const;

/** `send-test`: one email with a dummy code through the deployed function. */
export const sendTest: RunVerb<SendTestOptions> = async (context, options) => {
  const { terminal, clients, region, signal, installation } = context;
  const { to = simulatorAddress, trigger, locale } = options;
  const address = readMailboxAddress(to);
  if (address === undefined) {
    throw new Mistake(`--to is ${to}, which is not one address.`, 'Write it as you@example.com.');
  }
  const triggerSource = triggerSources.find((source) => stem(source) === trigger);
  const carried = triggerSource && carriedBy(stem(triggerSource));
  if (!triggerSource || !carried || carried === 'nothing') {
    throw new Mistake(`There is no email ${trigger} that a test could be sent of.`);
  }
  const target = await findTarget(context, options);
  const { userPoolId, keyArn, functionArn, remarks } = target;
  const isReal = !address.endsWith('@simulator.amazonses.com');
  for (const remark of remarks) terminal.note(remark);
  if (isReal) terminal.note(`${address} is a real address: it gets a real email, with a dummy code.`);

  const encrypt = createEncryptCode(await clients.kms(keyArn.split(':')[3] ?? region));
  const ciphertext = await encrypt(dummyCodes[carried], { keyArn, userPoolId, signal });
  const invoke = createInvokeSender(await clients.invoker(region));
  terminal.progress('Running the function …');
  const event = canaryEvent({
    userPoolId,
    ciphertext,
    to: address,
    triggerSource,
    ...(locale && { locale }),
  });
  const invoked = await invoke(functionArn, event, { signal }).catch((error: unknown) => {
    if (signal.aborted) terminal.note('The function was running: the email may have been sent.');
    throw error;
  });

  const { from = 'FROM_ADDRESS', configurationSet = 'CONFIGURATION_SET' } = await installation();
  const about = { region, from, configurationSet, keyArn, userPoolId };
  const accepted = invoked.outcome?.status === 'accepted';
  const afterwards = isReal ? arrival(address, options, terminal) : wrap(simulated, terminal.columns);
  return {
    json: { to: address, isReal, trigger, ...target, ...invoked },
    lines: [
      ...outcomeLines(invoked, { about, target: options, locale }, terminal),
      ...(accepted ? afterwards : []),
    ],
    exitCode: accepted ? 0 : invoked.outcome ? 1 : 2,
  };
};

const arrival = (address: string, target: Target, { columns }: Pick<Terminal, 'columns'>): string[] => [
  ...wrap('Accepted is not yet arrived. Where it is not in the inbox within minutes:', columns),
  `  ${commandLine('explain', target, ['--to', shellWord(address)])}`,
];

const simulated =
  'The mailbox simulator took it: nobody got an email. It takes them in the sandbox too, so see as well whether one arrives: --to you@example.com';
