import { readFileSync } from 'node:fs';
import { Mistake } from '../mistake.ts';

/** What `sam deploy` would take from samconfig.toml, as far as it says where the stack is. */
export interface SamConfig {
  readonly stack?: string;
  readonly region?: string;
  readonly profile?: string;
}

/**
 * Reads the default environment of samconfig.toml: `deploy`'s own parameters, then the global ones.
 *
 * @param folder Where to look; a folder without the file answers nothing.
 * @throws {Mistake} when the file is no TOML.
 */
export async function readSamConfig(folder: string): Promise<SamConfig> {
  let text: string;
  try {
    text = readFileSync(`${folder}/samconfig.toml`, 'utf8');
  } catch {
    return {};
  }
  const { parse } = await import('smol-toml');
  let file: unknown;
  try {
    file = parse(text);
  } catch (error) {
    throw new Mistake(
      `samconfig.toml cannot be read: ${(error as Error).message.split('\n')[0]}`,
      'Correct it.',
    );
  }
  const parameter = (name: string): string | undefined =>
    ['deploy', 'global']
      .map((command) => memberOf(file, 'default', command, 'parameters', name))
      .find((value) => typeof value === 'string');
  const [stack, region, profile] = [parameter('stack_name'), parameter('region'), parameter('profile')];
  return { ...(stack && { stack }), ...(region && { region }), ...(profile && { profile }) };
}

function memberOf(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
        ? (inner as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}
