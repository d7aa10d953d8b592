import { Agent } from 'node:https';
import { connect, type TLSSocket } from 'node:tls';

/** An HTTPS agent that can open a connection before there is a request for it. */
export interface EarlyAgent extends Agent {
  /** Starts the handshake with a host; its first request is sent on this very connection. */
  open(endpoint: URL): void;
}

/**
 * A handshake costs two round trips or more, and a new execution environment knows where its first calls will go: it
 * opens those connections while the rest of it loads.
 */
export function createEarlyAgent(): EarlyAgent {
  const opened = new Map<string, TLSSocket>();
  const agent = new Agent({ keepAlive: true }) as EarlyAgent;
  const createConnection = agent.createConnection.bind(agent);
  const keyOf = (host: string, port: number): string => `${host}:${port}`;

  agent.open = ({ hostname, port }) => {
    const number = port === '' ? 443 : Number(port);
    const socket = connect({
      host: hostname,
      port: number,
      servername: hostname,
      ALPNProtocols: ['http/1.1'],
    });
    // Nobody listens until a request takes it. One that fails is dropped, and the request opens its own.
    socket.on('error', () => opened.delete(keyOf(hostname, number)));
    socket.unref();
    opened.set(keyOf(hostname, number), socket);
  };
  agent.createConnection = (options, callback) => {
    const key = keyOf(String(options.host), Number(options.port));
    const socket = opened.get(key);
    opened.delete(key);
    if (!socket || socket.destroyed) return createConnection(options, callback);
    socket.ref();
    return socket;
  };
  return agent;
}
