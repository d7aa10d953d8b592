import { Mistake } from '../mistake.ts';

/**
 * Makes sure of a profile before anything else is missed for want of it.
 *
 * @param namedBy What named it, for people.
 * @throws {Mistake} where there is no such profile.
 */
export async function needProfile(name: string, namedBy: string): Promise<void> {
  const { loadSharedConfigFiles } = await import('@smithy/core/config');
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  if (configFile[name] || credentialsFile[name]) return;
  const {
    AWS_CONFIG_FILE: config = '~/.aws/config',
    AWS_SHARED_CREDENTIALS_FILE: keys = '~/.aws/credentials',
  } = process.env;
  // The other sections of the file are read under names like these.
  const there = [...new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])]
    .filter((section) => !/^(sso-session|services)\./.test(section))
    .sort();
  throw new Mistake(
    `There is no AWS profile ${name}, which ${namedBy} names, in ${config} or ${keys}.`,
    there.length === 0
      ? 'There is none at all there: aws configure sso makes one.'
      : `There ${there.length === 1 ? 'is' : 'are'}: ${there.join(', ')}.`,
  );
}

/** The SDK's own chain: AWS_REGION, then the profile in the shared config file. */
export async function regionOfProfile(): Promise<string | undefined> {
  if (process.env['AWS_REGION']) return process.env['AWS_REGION'];
  if (process.env['AWS_DEFAULT_REGION']) return process.env['AWS_DEFAULT_REGION'];
  const { loadSharedConfigFiles } = await import('@smithy/core/config');
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  const profile = process.env['AWS_PROFILE'] ?? 'default';
  return configFile[profile]?.['region'] ?? credentialsFile[profile]?.['region'];
}
