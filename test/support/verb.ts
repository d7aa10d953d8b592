import { environmentFor } from '../../playground/states.ts';
import { createClients } from '../../src/aws/clients.ts';
import type { CommonOptions } from '../../src/cli/common-options.ts';
import type { Result, RunVerb } from '../../src/cli/verb-context.ts';
import { type Named, readInstallation } from '../../src/installation/installation.ts';

/** How a verb ended, run in this process. */
export interface VerbEnded {
  readonly code: number;
  /** Everything that a reader of standard output sees. */
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what it holds is for each verb to say.
  readonly json: any;
}

/** Runs a verb against a playground without a process of its own, as with no terminal; a `Mistake` is thrown on. */
export async function runVerbIn<Options>(
  playground: { readonly url: string },
  verb: RunVerb<Options>,
  options: Options & Named & Partial<CommonOptions>,
): Promise<VerbEnded> {
  Object.assign(process.env, environmentFor(playground.url));
  const clients = createClients(() => undefined);
  const { signal } = new AbortController();
  const region = options.region ?? 'eu-west-1';
  const said: string[] = [];
  const { json, lines, exitCode }: Result = await verb(
    {
      terminal: {
        toTerminal: false,
        color: false,
        verbose: false,
        json: false,
        interactive: false,
        columns: 80,
        paint: (_, text) => text,
        say: (line) => void said.push(line),
        note: () => undefined,
        progress: () => undefined,
        endProgress: () => undefined,
      },
      clients,
      signal,
      region,
      installation: () => readInstallation(clients, options, { region, signal }),
    },
    { color: false, ...options },
  );
  return { code: exitCode, text: [...said, ...lines].join('\n'), json: JSON.parse(JSON.stringify(json)) };
}
