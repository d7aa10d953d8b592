import { Agent } from 'node:https';
import type { Duplex } from 'node:stream';

/** An HTTPS agent that can open a connection before there is a request for it. */
export interface PreconnectingAgent extends Agent {
  /**
   * Opens a TLS connection to a host; the first request to it is sent on this very connection.
   *
   * @param endpoint Undefined where there is nothing to open.
   */
  preconnect(endpoint: URL | undefined): Preconnection;
  /**
   * Closes the connections that have been idle for too long to be trusted. Lambda freezes an environment between
   * invocations, and what closes a connection meanwhile (a server, a NAT gateway) may not be heard: a request on such
   * a connection waits for its time-out.
   */
  closeIdle(): void;
}

/** Both promises resolve as well when the connection has failed, and after a quarter of a second. */
export interface Preconnection {
  /** The handshake is on its way: from here on there is only waiting. */
  readonly started: Promise<void>;
  /** Requests can be sent. */
  readonly established: Promise<void>;
}

/** Longer than a handshake takes within a Region, in milliseconds. */
const handshakeTimeoutMs = 250;

/** Servers close idle connections after some tens of seconds; a new handshake costs 10 ms. */
const maxIdleMs = 10_000;

/**
 * A handshake costs two round trips or more, and a new execution environment knows where its first calls will go: it
 * opens those connections as it starts. It waits for them, since Lambda may freeze an environment as soon as it has
 * started, and an unfinished handshake may never finish after that.
 */
export function createPreconnectingAgent({
  now = Date.now,
}: {
  readonly now?: () => number;
} = {}): PreconnectingAgent {
  const preconnected = new Map<string, Duplex>();
  /** When a connection was last free for use, by the wall clock: a freeze counts. */
  const idleSince = new WeakMap<Duplex, number>();
  const agent = new Agent({ keepAlive: true }) as PreconnectingAgent;
  const createConnection = agent.createConnection.bind(agent);
  const keyOf = (host: string, port: number): string => `${host}:${port}`;
  const isFresh = (socket: Duplex): boolean =>
    !socket.destroyed && now() - (idleSince.get(socket) ?? Number.NEGATIVE_INFINITY) <= maxIdleMs;

  agent.on('free', (socket: Duplex) => idleSince.set(socket, now()));

  agent.preconnect = (endpoint) => {
    const started = Promise.withResolvers<void>();
    const established = Promise.withResolvers<void>();
    const connection = { started: started.promise, established: established.promise };
    const settle = (): void => {
      started.resolve();
      established.resolve();
    };
    const host = endpoint?.hostname ?? '';
    const port = Number(endpoint?.port || 443);
    const key = keyOf(host, port);
    const socket =
      endpoint &&
      !preconnected.has(key) &&
      createConnection({ ...agent.options, host, port, servername: host });
    if (!socket) {
      settle();
      return connection;
    }
    preconnected.set(key, socket);
    socket.on('connect', started.resolve);
    socket.on('secureConnect', () => {
      idleSince.set(socket, now());
      settle();
    });
    // Nobody listens until a request takes it. One that fails is dropped, and the request opens its own.
    socket.on('error', () => preconnected.delete(key));
    socket.on('close', settle);
    setTimeout(settle, handshakeTimeoutMs).unref();
    return connection;
  };

  agent.createConnection = (options, callback) => {
    const key = keyOf(String(options.host), Number(options.port));
    const socket = preconnected.get(key);
    preconnected.delete(key);
    if (socket && isFresh(socket)) return socket;
    // An unfinished handshake may never finish, and no time-out of the request's would notice soon.
    socket?.destroy();
    return createConnection(options, callback);
  };

  agent.closeIdle = () => {
    for (const sockets of Object.values(agent.freeSockets)) {
      for (const socket of sockets ?? []) if (!isFresh(socket)) socket.destroy();
    }
  };
  return agent;
}
