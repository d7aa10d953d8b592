import { parseArgs } from 'node:util';

export interface Options {
  /** End after the table. */
  readonly once: boolean;
  /** Start with the SES account in the sandbox. */
  readonly sandbox: boolean;
  readonly port?: number;
  /** The address to listen on. */
  readonly host: string;
  /** A directory of a company's own emails to build with first. */
  readonly emails?: string;
}

/** What the sender's emails depend on, passed on to it as it is set. */
export const emailVariables = [
  'APP_NAME',
  'BRANDS',
  'CODE_SHOWN_IN',
  'DEFAULT_LOCALE',
  'GREET_BY_NAME',
] as const;

const usage = `npm start -- [--once] [--sandbox] [--port <number>] [--host <address>] [--emails <directory>]
  --once     end after the eight events; the exit code is 0 only if SES accepted all of them
  --sandbox  (or SANDBOX=1) put the SES account into the sandbox, so that it refuses unverified recipients
  --port     listen on this port (otherwise the first free one from 8025 on)
  --host     listen on this address instead of 127.0.0.1; 0.0.0.0 lets containers in, and everybody else on the network
  --emails   (or EMAILS=<directory>) show a directory of your own emails in the place of ours
The sender reads ${emailVariables.join(', ')} from the environment, so that BRANDS="$(cat brands.json)" npm start shows your brands.`;

/** @returns The options, or what is wrong with them and how they are written. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): Options | { readonly problem: string } {
  try {
    const { values } = parseArgs({
      args,
      options: {
        once: { type: 'boolean', default: false },
        sandbox: { type: 'boolean', default: false },
        port: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        emails: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { problem: usage };
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536)) {
      return { problem: `--port is ${values.port}; it should be a number from 0 to 65535\n\n${usage}` };
    }
    const sandbox = values.sandbox || !['', '0', 'false', undefined].includes(env['SANDBOX']);
    const { once, host, emails } = values;
    return { once, host, sandbox, ...(port !== undefined && { port }), ...(emails && { emails }) };
  } catch (error) {
    return { problem: `${(error as Error).message.split('. ')[0]}\n\n${usage}` };
  }
}
