import type { RequestListener } from 'node:http';
import { isIPv6 } from 'node:net';
import { createRegion, type Region } from './account.ts';
import { createCognito } from './cognito.ts';
import { aliases, keys, users as sampleUsers } from './fixtures.ts';
import { createKms } from './kms.ts';
import type { Mailbox } from './mailbox.ts';
import { type Call, decodeCall, encodeAnswer, encodeError } from './protocols.ts';
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
  /** Every call of a service, oldest first. */
  readonly calls: Call[];
  /** The state of SES in a Region, made on first mention. */
  readonly region: (name: string) => Region;
  /** Puts SES in a Region back into the state it started in. */
  readonly resetRegion: (name: string) => void;
  /** Where set, asked about each call before its service: an error to answer with, a whole answer, or undefined to let it pass. */
  intercept: ((call: Call) => ServiceError | WireResponse | undefined) | undefined;
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
  /** To answer by https, with this certificate. */
  readonly tls?: Certificate;
}

/** Starts KMS, SES, SNS, SQS and Cognito on one loopback port, told apart as AWS SDKs tell them: by target header or path. */
export async function startPlayground({
  port = 0,
  host = '127.0.0.1',
  sandbox = false,
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
  const users = new Map(sampleUsers);
  const services = {
    kms: createKms(keys, aliases),
    cognito: createCognito(users),
    ses: createSes(region, mailbox),
    sqs: createSqs(queue),
    sns: createSns(alerts),
  };
  const calls: Call[] = [];

  const answerTo = (call: Call): WireResponse => {
    try {
      const effect = playground.intercept?.(call);
      if (effect instanceof ServiceError) throw effect;
      if (effect && !effect.afterwards) return effect;
      const own = encodeAnswer(call, services[call.service](call));
      return effect ?? own;
    } catch (error) {
      if (error instanceof ServiceError) return encodeError(call.service, error);
      throw error;
    }
  };
  const service = async (request: WireRequest): Promise<WireResponse> => {
    const call = decodeCall(request);
    if (!call) return inbox(request, mailbox);
    calls.push(call);
    const answer = answerTo(call);
    playground.onCall?.(call);
    return playground.latency > 0 ? { ...answer, delay: (answer.delay ?? 0) + playground.latency } : answer;
  };
  const server = await listen({ port, host }, { service, page: () => playground.page }, tls);
  const playground: Playground = {
    url: `${tls ? 'https' : 'http'}://${isIPv6(host) ? `[${host}]` : host.replace(/^0\.0\.0\.0$/, '127.0.0.1')}:${portOf(server)}`,
    mailbox,
    queue,
    alerts,
    users,
    calls,
    region,
    resetRegion: (name) => void regions.delete(name),
    intercept: undefined,
    latency: 0,
    onCall: undefined,
    page: undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return playground;
}

/** What there is without a page: the emails, for a program to read. */
function inbox({ method, path }: WireRequest, mailbox: Mailbox): WireResponse {
  if (method === 'GET' && path === '/inbox') return json(mailbox);
  return json({ message: `the playground has no ${method} ${path}` }, 404);
}
