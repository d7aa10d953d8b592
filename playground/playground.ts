import { readFileSync } from 'node:fs';
import { createRegion, type Region } from './account.ts';
import { createCognito } from './cognito.ts';
import { createKms } from './kms.ts';
import type { Mailbox } from './mailbox.ts';
import { type Call, decodeCall } from './protocols.ts';
import { createSes } from './ses.ts';
import { json, listen, portOf, ServiceError, type WireRequest, type WireResponse } from './wire.ts';
import { keys, users } from './world.ts';

export interface Playground {
  /** Where every service answers, and where a browser finds the inbox. */
  readonly url: string;
  readonly mailbox: Mailbox;
  /** Every call of a service, oldest first. */
  readonly calls: Call[];
  /** The state of SES in a Region, made on first mention. */
  readonly region: (name: string) => Region;
  readonly close: () => Promise<void>;
}

export interface PlaygroundOptions {
  /** 0 for any free port. */
  readonly port?: number;
  /** Whether SES accounts start in the sandbox. */
  readonly sandbox?: boolean;
}

/** Starts KMS, SES and Cognito on one loopback port, told apart as AWS SDKs tell them: by target header or path. */
export async function startPlayground({
  port = 0,
  sandbox = false,
}: PlaygroundOptions = {}): Promise<Playground> {
  const mailbox: Mailbox = [];
  const regions = new Map<string, Region>();
  const region = (name: string): Region => {
    const known = regions.get(name) ?? createRegion({ sandbox });
    regions.set(name, known);
    return known;
  };
  const services = { kms: createKms(keys), cognito: createCognito(users), ses: createSes(region, mailbox) };
  const calls: Call[] = [];

  const answer = async (request: WireRequest): Promise<WireResponse> => {
    const call = decodeCall(request);
    if (!call) return inbox(request, mailbox);
    calls.push(call);
    try {
      return json(services[call.service](call));
    } catch (error) {
      if (error instanceof ServiceError) return refusal(error);
      throw error;
    }
  };
  const server = await listen(port, answer);
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    mailbox,
    calls,
    region,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Every service's JSON protocol reads an error's class from this header, and its text from `message`. */
const refusal = ({ name, message, status }: ServiceError): WireResponse =>
  json({ __type: name, ...(message && { message }) }, status, { 'x-amzn-errortype': name });

const page = new URL('inbox.html', import.meta.url);

function inbox({ method, path }: WireRequest, mailbox: Mailbox): WireResponse {
  if (method === 'GET' && path === '/') {
    return {
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: readFileSync(page, 'utf8'),
    };
  }
  if (method === 'GET' && path === '/inbox') return json(mailbox);
  return json({ message: `the playground has no ${method} ${path}` }, 404);
}
