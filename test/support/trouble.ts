import { createEncrypt } from '../../playground/encrypt.ts';
import { homeRegion, senderEnvironment, userPoolId } from '../../playground/fixtures.ts';
import { type Environment, startEnvironment } from '../../playground/lambda.ts';
import type { Playground } from '../../playground/playground.ts';
import { startIn } from '../../playground/states.ts';
import type { TriggerSource } from '../../src/trigger-source.ts';
import { anEvent, type CognitoEvent } from './events.ts';

/** A deployed sender in a playground, and people who ask it for codes. */
export interface Trouble {
  readonly playground: Playground;
  /** What `--playground` would set: for SDK clients of a test's own. */
  readonly clientOf: {
    readonly region: string;
    readonly endpoint: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** The event of somebody new in the pool, with a code of their own. */
  readonly eventOf: (name: string, source: TriggerSource) => Promise<CognitoEvent>;
  /** Cognito's invocation: once, as an asynchronous one is tried at first. */
  readonly ask: (event: object, acceptedAt?: Date) => Promise<void>;
  /** How many emails each address got. */
  readonly received: () => Readonly<Record<string, number>>;
  /** Forgets everybody and everything that befell them. */
  readonly reset: () => void;
  readonly close: () => Promise<void>;
}

export const addressOf = (name: string): string => `${name}@example.com`;

export async function startTrouble(): Promise<Trouble> {
  const { playground, close } = await startIn('good', { pollingSecond: 50 });
  const encrypt = createEncrypt(playground.url);
  // Cognito's invocations run in an environment of their own, as many of Lambda's do at once.
  const sender: Environment = startEnvironment(senderEnvironment(playground.url));
  return {
    playground,
    clientOf: {
      region: 'eu-west-1',
      endpoint: playground.url,
      credentials: { accessKeyId: 'playground', secretAccessKey: 'playground' },
    },
    async eventOf(name, source) {
      const email = addressOf(name);
      playground.users.set(name, { sub: name, email_verified: 'true', email });
      const code = source === 'CustomEmailSender_AccountTakeOverNotification' ? null : `CODE-${name}`;
      const event = anEvent(source, {
        code: code && (await encrypt(code, userPoolId)),
        attributes: code === null ? { USER_NAME: name, EVENT_ID: crypto.randomUUID() } : { sub: name, email },
      });
      event.userName = name;
      return event;
    },
    async ask(event, acceptedAt) {
      await sender.invoke(event, { timeoutMs: 20_000, ...(acceptedAt && { acceptedAt }) });
    },
    received() {
      const counts: Record<string, number> = {};
      for (const { to } of playground.mailbox)
        for (const address of to) counts[address] = (counts[address] ?? 0) + 1;
      return counts;
    },
    reset() {
      playground.intercept = undefined;
      playground.region(homeRegion).sandbox = false;
      playground.users.clear();
      for (const list of [playground.queue, playground.mailbox, playground.alerts, playground.calls])
        list.splice(0);
    },
    async close() {
      await sender.close();
      await close();
    },
  };
}
