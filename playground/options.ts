import { parseArgs } from 'node:util';

export interface Options {
  /** End after the events. */
  readonly once: boolean;
  /** Start with the SES account in the sandbox. */
  readonly sandbox: boolean;
  /** Path of an event to send in place of the eight samples. */
  readonly event?: string;
  readonly port?: number;
  /** The address to listen on. */
  readonly host: string;
}

const usage = `npm start -- [--once] [--sandbox] [--event <file>] [--port <number>] [--host <address>]
  --once     end after the eight events; the exit code is 0 only if SES accepted all of them
  --event    send the event in this file in place of the eight samples
  --sandbox  (or SANDBOX=1) put the SES account into the sandbox, so that it refuses unverified recipients
  --port     listen on this port (otherwise the first free one from 8025 on)
  --host     listen on this address instead of 127.0.0.1; 0.0.0.0 lets containers in, and everybody else on the network`;

/** @returns The options, or what is wrong with them and how they are written. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): Options | { readonly problem: string } {
  try {
    const { values } = parseArgs({
      args,
      options: {
        once: { type: 'boolean', default: false },
        sandbox: { type: 'boolean', default: false },
        event: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { problem: usage };
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536)) {
      return { problem: `--port is ${values.port}; it should be a number from 0 to 65535\n\n${usage}` };
    }
    const sandbox = values.sandbox || !['', '0', 'false', undefined].includes(env['SANDBOX']);
    return {
      once: values.once,
      host: values.host,
      sandbox,
      ...(values.event !== undefined && { event: values.event }),
      ...(port !== undefined && { port }),
    };
  } catch (error) {
    return { problem: `${(error as Error).message.split('. ')[0]}\n\n${usage}` };
  }
}
