import { Agent } from 'node:https';
import type { Duplex } from 'node:stream';

/** An HTTPS agent that can open a connection before there is a request for it. */
export interface PreconnectingAgent extends Agent {
  /**
   * Shakes hands with a host; the first request to it is sent on this very connection.
   *
   * @param endpoint Undefined where there is nothing to open.
   */
  open(endpoint: URL | undefined): Preconnection;
}

/** Both promises resolve as well when the connection has failed, and after a quarter of a second. */
export interface Preconnection {
  /** The handshake is on its way: from here on there is only waiting. */
  readonly begun: Promise<void>;
  /** The connection stands. */
  readonly standing: Promise<void>;
}

/** Longer than a handshake takes within a Region, in milliseconds. */
const handshakeTimeoutMs = 250;

/**
 * A handshake costs two round trips or more, and a new execution environment knows where its first calls will go: it
 * opens those connections as it starts. It waits for them, since Lambda may freeze an environment as soon as it has
 * started, and half a handshake does not survive that.
 */
export function createPreconnectingAgent(): PreconnectingAgent {
  const opened = new Map<string, { readonly socket: Duplex; stands: boolean }>();
  const agent = new Agent({ keepAlive: true }) as PreconnectingAgent;
  const createConnection = agent.createConnection.bind(agent);
  const keyOf = (host: string, port: number): string => `${host}:${port}`;

  agent.open = (endpoint) => {
    const begun = Promise.withResolvers<void>();
    const standing = Promise.withResolvers<void>();
    const connection = { begun: begun.promise, standing: standing.promise };
    const settle = (): void => {
      begun.resolve();
      standing.resolve();
    };
    const host = endpoint?.hostname ?? '';
    const port = Number(endpoint?.port || 443);
    const key = keyOf(host, port);
    const socket =
      endpoint && !opened.has(key) && createConnection({ ...agent.options, host, port, servername: host });
    if (!socket) {
      settle();
      return connection;
    }
    const early = { socket, stands: false };
    opened.set(key, early);
    socket.on('connect', begun.resolve);
    socket.on('secureConnect', () => {
      early.stands = true;
      settle();
    });
    // Nobody listens until a request takes it. One that fails is dropped, and the request opens its own.
    socket.on('error', () => opened.delete(key));
    socket.on('close', settle);
    setTimeout(settle, handshakeTimeoutMs).unref();
    return connection;
  };
  agent.createConnection = (options, callback) => {
    const key = keyOf(String(options.host), Number(options.port));
    const early = opened.get(key);
    opened.delete(key);
    if (early?.stands && !early.socket.destroyed) return early.socket;
    // Half a handshake may never become a whole one, and no time-out of the request's would notice soon.
    early?.socket.destroy();
    return createConnection(options, callback);
  };
  return agent;
}
