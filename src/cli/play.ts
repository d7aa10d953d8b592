import { fileURLToPath } from 'node:url';
import { Mistake } from '../mistake.ts';

/** A playground that every client of this process talks to. */
export interface Playing {
  /** Where its name server answers: `address:port`. */
  readonly dns: string;
  /** The folder whose samconfig.toml names its stack. */
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/**
 * Starts the playground in this process and points the environment at it, so that no verb can reach AWS.
 *
 * @param state One of the playground's; broken when only `--playground` was said.
 * @throws {Mistake} for any other.
 */
export async function play(state: string | true): Promise<Playing> {
  const { isStateName, stateNames, startIn } = await import('../../playground/states.ts');
  const name = state === true ? 'broken' : state;
  if (!isStateName(name)) {
    throw new Mistake(`The playground has no state ${name}.`, `Name one of ${stateNames.join(', ')}.`);
  }
  for (const variable of Object.keys(process.env))
    if (variable.startsWith('AWS_')) delete process.env[variable];
  const { environment, dns, close } = await startIn(name);
  Object.assign(process.env, environment);
  return { dns, folder: fileURLToPath(new URL('../..', import.meta.url)), close };
}
