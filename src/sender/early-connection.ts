import { Agent } from 'node:https';
import type { Duplex } from 'node:stream';

/** An HTTPS agent that can open a connection before there is a request for it. */
export interface EarlyAgent extends Agent {
  /**
   * Shakes hands with a host; the first request to it is sent on this very connection.
   *
   * @param endpoint Undefined where there is nothing to open.
   * @returns A promise that resolves when the connection stands, has failed, or after a quarter of a second.
   */
  open(endpoint: URL | undefined): Promise<void>;
}

/** Longer than a handshake takes within a Region, in milliseconds. */
const patience = 250;

/**
 * A handshake costs two round trips or more, and a new execution environment knows where its first calls will go: it
 * opens those connections as it starts. It waits for them, since Lambda may freeze an environment as soon as it has
 * started, and half a handshake does not survive that.
 */
export function createEarlyAgent(): EarlyAgent {
  const opened = new Map<string, { readonly socket: Duplex; stands: boolean }>();
  const agent = new Agent({ keepAlive: true }) as EarlyAgent;
  const createConnection = agent.createConnection.bind(agent);
  const keyOf = (host: string, port: number): string => `${host}:${port}`;

  agent.open = (endpoint) =>
    new Promise((resolve) => {
      if (!endpoint) return resolve();
      const { hostname: host } = endpoint;
      const port = Number(endpoint.port || 443);
      const key = keyOf(host, port);
      if (opened.has(key)) return resolve();
      const socket = createConnection({ ...agent.options, host, port, servername: host });
      if (!socket) return resolve();
      const connection = { socket, stands: false };
      opened.set(key, connection);
      socket.on('secureConnect', () => {
        connection.stands = true;
        resolve();
      });
      // Nobody listens until a request takes it. One that fails is dropped, and the request opens its own.
      socket.on('error', () => opened.delete(key));
      socket.on('close', () => resolve());
      setTimeout(resolve, patience).unref();
    });
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
