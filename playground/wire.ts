import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { refusalOf } from './origin.ts';

/** A request as the AWS SDK sent it. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** From the signature's credential scope: the Region that the client was made for. */
  readonly region: string;
}

export interface WireResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds to wait before answering. */
  readonly delay?: number;
  /** Whether to cut the connection instead of answering. */
  readonly reset?: boolean;
  /** Whether the service does its work before this answer takes the place of its own. */
  readonly afterwards?: boolean;
}

/** An error of the service's own, as its API reference names and words it. */
export class ServiceError extends Error {
  readonly status: number;

  /** @param name The error's class, which SDKs read from the wire. */
  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** A certificate and its key, in PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface ListenOptions {
  /** To answer by https, with this certificate. */
  readonly tls?: Certificate | undefined;
  /** Where it gives one, that answers whatever no AWS SDK sent. */
  readonly page?: () => RequestListener | undefined;
}

/** Answers every request with what `answer` makes of it, but for those that another web page sent. */
export async function listen(
  address: { readonly port: number; readonly host: string },
  answer: (request: WireRequest) => Promise<WireResponse>,
  { tls, page }: ListenOptions = {},
): Promise<Server> {
  const listener: RequestListener = async (incoming, outgoing) => {
    const refusal = refusalOf(incoming.headers, address.host);
    if (refusal !== undefined) {
      outgoing.writeHead(403, { 'content-type': 'text/plain' }).end(`${refusal}\n`);
      return;
    }
    const show = isFromSdk(incoming.headers) ? undefined : page?.();
    if (show) {
      show(incoming, outgoing);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { status, headers, body, delay, reset } = await answer({
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString('utf8'),
      region: incoming.headers.authorization?.match(/Credential=[^/]+\/\d+\/([^/]+)\//)?.[1] ?? '',
    }).catch(internalError);
    if (delay !== undefined) await setTimeout(delay, undefined, { ref: false });
    if (reset) incoming.socket.resetAndDestroy();
    else outgoing.writeHead(status, headers).end(body);
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(address, resolve);
  });
  return server;
}

/** SDKs name the operation in a header, or sign what they send, or both. */
const isFromSdk = ({ authorization, 'x-amz-target': target }: IncomingHttpHeaders): boolean =>
  target !== undefined || authorization?.startsWith('AWS4-') === true;

export const portOf = (server: NetServer): number => (server.address() as AddressInfo).port;

export const json = (
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): WireResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** The answer to a request that could not be handled, so that the playground goes on. */
const internalError = (error: unknown): WireResponse =>
  json({ message: `the playground cannot answer this: ${error}` }, error instanceof SyntaxError ? 400 : 500);
