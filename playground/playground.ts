import type { RequestListener } from 'node:http';
import { isIPv6 } from 'node:net';
import { createRegion, type Region } from './account.ts';
import type { Call } from './call.ts';
import { createCloudFormation, type Stack } from './cloudformation.ts';
import { createCloudWatch } from './cloudwatch.ts';
import { createCognito, type UserPool } from './cognito.ts';
import { createDeliver, type Deliver } from './deliver.ts';
import { keepDeliveryEvent } from './delivery-events.ts';
import { aliases, keys, users as sampleUsers, senderEnvironment } from './fixtures.ts';
import { createFunctions, type DeployedFunction } from './functions.ts';
import { createInvoke } from './invoke.ts';
import { createKms, type KeyDetails } from './kms.ts';
import { createLogs, type LogEvent } from './logs.ts';
import type { Mailbox } from './mailbox.ts';
import { decodeCall, encodeAnswer, encodeError } from './protocols.ts';
import { createSes } from './ses.ts';
import { createSns, type PublishedAlert } from './sns.ts';
import { createSqs, type QueuedMessage } from './sqs.ts';
import {
  type Certificate,
  json,
  listen,
  portOf,
  ServiceError,
  type WireRequest,
  type WireResponse,
} from './wire.ts';

export interface Playground {
  /** Where every service answers, and where a browser finds the page. */
  readonly url: string;
  readonly mailbox: Mailbox;
  /** What the undelivered queue holds, and what the alert topic's subscribers were told. */
  readonly queue: QueuedMessage[];
  readonly alerts: PublishedAlert[];
  /** The users of the user pool, by name. */
  readonly users: Map<string, Readonly<Record<string, string>>>;
  /** What the tools ask about, by name, id or ARN; empty before `deploy`. */
  readonly stacks: Map<string, Stack>;
  readonly functions: Map<string, DeployedFunction>;
  readonly pools: Map<string, UserPool>;
  readonly keyDetails: Map<string, KeyDetails>;
  readonly topics: Map<string, readonly object[]>;
  readonly queueAttributes: Record<string, string>;
  readonly logGroups: Map<string, LogEvent[]>;
  readonly metrics: Map<string, readonly number[]>;
  /** Every call of a service, oldest first. */
  readonly calls: Call[];
  /** The state of SES in a Region, made on first mention. */
  readonly region: (name: string) => Region;
  /** Puts SES in a Region back into the state it started in. */
  readonly resetRegion: (name: string) => void;
  /** Where set, asked about each call before its service: an error to answer with, a whole answer, or undefined to let it pass. */
  intercept: ((call: Call) => ServiceError | WireResponse | undefined) | undefined;
  /** Lets so many milliseconds pass for the queue alone: messages that were hidden come back. */
  readonly passTime: (ms: number) => void;
  /** Resolves once no deployed function runs. */
  readonly whenIdle: () => Promise<void>;
  readonly deliver: Deliver;
  /** How long every answer takes, in milliseconds. */
  latency: number;
  /** Where set, told of each call once it is answered. */
  onCall: ((call: Call) => void) | undefined;
  /** Where set, answers what is no call of an AWS SDK. */
  page: RequestListener | undefined;
  readonly close: () => Promise<void>;
}

export interface PlaygroundOptions {
  /** 0 for any free port. */
  readonly port?: number;
  /** Loopback unless said otherwise. */
  readonly host?: string;
  /** Whether SES accounts start in the sandbox. */
  readonly sandbox?: boolean;
  /** Milliseconds that a second of SQS's long polling takes: 1000, or less where nobody else fills the queue meanwhile. */
  readonly pollingSecond?: number;
  /** To answer by https, with this certificate. */
  readonly tls?: Certificate;
}

/** Starts every service on one loopback port, told apart as AWS SDKs tell them: by target header or path. */
export async function startPlayground({
  port = 0,
  host = '127.0.0.1',
  sandbox = false,
  pollingSecond = 1000,
  tls,
}: PlaygroundOptions = {}): Promise<Playground> {
  const mailbox: Mailbox = [];
  const regions = new Map<string, Region>();
  const region = (name: string): Region => {
    const known = regions.get(name) ?? createRegion({ sandbox });
    regions.set(name, known);
    return known;
  };
  const queue: QueuedMessage[] = [];
  const alerts: PublishedAlert[] = [];
  const asked = {
    stacks: new Map<string, Stack>(),
    functions: new Map<string, DeployedFunction>(),
    pools: new Map<string, UserPool>(),
    keyDetails: new Map<string, KeyDetails>(),
    topics: new Map<string, readonly object[]>(),
    queueAttributes: {},
    logGroups: new Map<string, LogEvent[]>(),
    metrics: new Map<string, readonly number[]>(),
  };
  const users = new Map(sampleUsers);
  let timePassed = 0;
  const lambda = createInvoke({
    // What Lambda itself sets, and where AWS's services are.
    ambient: () =>
      Object.fromEntries(
        Object.entries(senderEnvironment(playground.url)).filter(([name]) => name.startsWith('AWS_')),
      ),
    logGroups: asked.logGroups,
  });
  const services = {
    kms: createKms(keys, { aliases, details: asked.keyDetails }),
    cognito: createCognito(users, asked.pools),
    ses: createSes(region, {
      mailbox,
      tell: (message, event) => keepDeliveryEvent(asked.logGroups, message, event),
    }),
    sqs: createSqs(queue, {
      attributes: asked.queueAttributes,
      now: () => Date.now() + timePassed,
      pollingSecond,
    }),
    sns: createSns(alerts, asked.topics),
    lambda: createFunctions(asked.functions, lambda.invoke),
    cloudformation: createCloudFormation(asked.stacks),
    logs: createLogs(asked.logGroups),
    cloudwatch: createCloudWatch(asked.metrics),
  };
  const calls: Call[] = [];

  const answerTo = async (call: Call): Promise<WireResponse> => {
    try {
      const effect = playground.intercept?.(call);
      if (effect instanceof ServiceError) throw effect;
      if (effect && !effect.afterwards) return effect;
      const own = encodeAnswer(call, await services[call.service](call));
      return effect ?? own;
    } catch (error) {
      if (error instanceof ServiceError) return encodeError(call.service, error);
      throw error;
    }
  };
  const answer = async (request: WireRequest): Promise<WireResponse> => {
    const call = decodeCall(request);
    if (!call) return inbox(request, mailbox);
    calls.push(call);
    const answered = await answerTo(call);
    playground.onCall?.(call);
    return playground.latency > 0
      ? { ...answered, delay: (answered.delay ?? 0) + playground.latency }
      : answered;
  };
  const server = await listen({ port, host }, answer, { tls, page: () => playground.page });
  const playground: Playground = {
    url: `${tls ? 'https' : 'http'}://${isIPv6(host) ? `[${host}]` : host.replace(/^0\.0\.0\.0$/, '127.0.0.1')}:${portOf(server)}`,
    mailbox,
    queue,
    alerts,
    users,
    ...asked,
    calls,
    region,
    resetRegion: (name) => {
      // What SES told of mail that it took is no setting of the account.
      const { messages } = region(name);
      regions.set(name, { ...createRegion({ sandbox }), messages });
    },
    intercept: undefined,
    deliver: createDeliver({ functions: asked.functions, queue, run: lambda.run }),
    passTime: (ms) => {
      timePassed += ms;
    },
    whenIdle: lambda.whenIdle,
    latency: 0,
    onCall: undefined,
    page: undefined,
    close: async () => {
      await lambda.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
  return playground;
}

/** What there is without a page: the emails, for a program to read. */
function inbox({ method, path }: WireRequest, mailbox: Mailbox): WireResponse {
  if (method === 'GET' && path === '/inbox') return json(mailbox);
  return json({ message: `the playground has no ${method} ${path}` }, 404);
}
