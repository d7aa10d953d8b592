import { Agent } from 'node:https';
import { connect, type TLSSocket } from 'node:tls';

/** An HTTPS agent that can open a connection before there is a request for it. */
export interface EarlyAgent extends Agent {
  /**
   * Shakes hands with a host; the first request to it is sent on this very connection.
   *
   * @returns A promise that resolves when the connection stands, has failed, or after a quarter of a second.
   */
  open(endpoint: URL | undefined): Promise<void>;
}

/** Longer than a handshake takes within a Region; what is slower goes on while the first email is read. */
const patience = 250;

/**
 * A handshake costs two round trips or more, and a new execution environment knows where its first calls will go: it
 * opens those connections as it starts. It waits for them, since Lambda may freeze an environment as soon as it has
 * started, and half a handshake does not survive that.
 */
export function createEarlyAgent(): EarlyAgent {
  const opened = new Map<string, TLSSocket>();
  const agent = new Agent({ keepAlive: true }) as EarlyAgent;
  const createConnection = agent.createConnection.bind(agent);
  const keyOf = (host: string, port: number): string => `${host}:${port}`;

  agent.open = (endpoint) =>
    new Promise((resolve) => {
      if (!endpoint) return resolve();
      const { hostname } = endpoint;
      const port = Number(endpoint.port || 443);
      const socket = connect(
        { host: hostname, port, servername: hostname, ALPNProtocols: ['http/1.1'] },
        resolve,
      );
      // Nobody listens until a request takes it. One that fails is dropped, and the request opens its own.
      socket.on('error', () => opened.delete(keyOf(hostname, port)));
      socket.on('close', () => resolve());
      setTimeout(resolve, patience).unref();
      opened.set(keyOf(hostname, port), socket);
    });
  agent.createConnection = (options, callback) => {
    const key = keyOf(String(options.host), Number(options.port));
    const socket = opened.get(key);
    opened.delete(key);
    return socket && !socket.destroyed ? socket : createConnection(options, callback);
  };
  return agent;
}
