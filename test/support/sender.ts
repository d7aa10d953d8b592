import { senderEnvironment } from '../../playground/fixtures.ts';
import {
  type Environment,
  type Invocation,
  type InvokeOptions,
  startEnvironment,
} from '../../playground/lambda.ts';
import { type Playground, type PlaygroundOptions, startPlayground } from '../../playground/playground.ts';
import { startInProcess } from './in-process.ts';

/** The log line that every invocation ends with. */
export type OutcomeLine = Readonly<Record<string, unknown>> & {
  readonly times: Readonly<Record<string, number>>;
};

/** The built bundle in a process of its own, with a playground of its own to talk to. */
export interface Sender {
  readonly playground: Playground;
  /** @returns The invocation and its one outcome line; throws when there is not exactly one. */
  readonly send: (
    event: unknown,
    options?: InvokeOptions,
  ) => Promise<Invocation & { readonly outcome: OutcomeLine }>;
  readonly environment: Environment;
  readonly close: () => Promise<void>;
}

/** @param env Variables to add to the playground's own; an empty string unsets one. */
export async function startSender(
  env: Readonly<Record<string, string>> = {},
  options: PlaygroundOptions = {},
): Promise<Sender> {
  const playground = await startPlayground(options);
  const start = process.env['SENDER_IN_PROCESS'] ? startInProcess : startEnvironment;
  const environment = start({ ...senderEnvironment(playground.url), ...env });
  return {
    playground,
    environment,
    async send(event, invokeOptions) {
      const invocation = await environment.invoke(event, invokeOptions);
      const [outcome, ...others] = outcomesIn(invocation.lines);
      if (!outcome || others.length > 0) {
        throw new Error(
          `wanted one outcome line, got:\n${invocation.lines.join('\n')}\n${invocation.error?.shown ?? ''}`,
        );
      }
      return { ...invocation, outcome };
    },
    async close() {
      await environment.close();
      await playground.close();
    },
  };
}

export const outcomesIn = (lines: readonly string[]): OutcomeLine[] =>
  lines
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter(({ message }) => message === 'outcome');
