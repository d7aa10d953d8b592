import { parseFunctionArn } from '../function-arn.ts';
import { readSamConfig } from '../installation/samconfig.ts';
import { Mistake } from '../mistake.ts';
import { checkNames } from './check-names.ts';
import type { CommonOptions } from './common-options.ts';
import { needProfile, regionOfProfile } from './profile.ts';

/** What is known of where the installation is; what nobody named is missing. */
export interface Where {
  readonly region?: string;
  /** Missing where a function was named and no stack was. */
  readonly stack?: string;
  /** Said, or of samconfig.toml. */
  readonly profile?: string;
}

/**
 * Decides on Region, profile and stack: what was said, then what an ARN that was said holds, then samconfig.toml, then
 * the AWS profile. The profile is set in the environment, where every client looks.
 *
 * @param folder Where samconfig.toml would be.
 * @throws {Mistake} for a profile that there is not, and for a Region, an ARN, a URL or an address that is none.
 */
export async function findWhere(options: CommonOptions, folder: string): Promise<Where> {
  checkNames(options);
  const sam = await readSamConfig(folder);
  const profile = options.profile ?? (process.env['AWS_ACCESS_KEY_ID'] ? undefined : sam.profile);
  if (profile !== undefined) {
    await needProfile(profile, options.profile === undefined ? `${folder}/samconfig.toml` : '--profile');
    process.env['AWS_PROFILE'] = profile;
    // Else the SDK warns of two sources of credentials.
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'])
      delete process.env[name];
  }
  const { AWS_PROFILE: ofShell } = process.env;
  if (profile === undefined && ofShell && !process.env['AWS_ACCESS_KEY_ID'])
    await needProfile(ofShell, 'AWS_PROFILE');
  const region =
    options.region ??
    parseFunctionArn(options.functionArn ?? '')?.region ??
    sam.region ??
    (await regionOfProfile());
  if (region !== undefined && !/^[a-z]{2,4}(-[a-z]+)+-\d$/.test(region)) {
    throw new Mistake(`${region} is not a Region.`, 'Name one such as --region eu-west-1.');
  }
  const stack = options.stack ?? (options.functionArn === undefined ? sam.stack : undefined);
  return {
    ...(region !== undefined && { region }),
    ...(stack !== undefined && { stack }),
    ...(profile !== undefined && { profile }),
  };
}

/**
 * @param region As `findWhere` found it.
 * @throws {Mistake} when there is none.
 */
export function needRegion(region: string | undefined): string {
  if (region === undefined)
    throw new Mistake('No Region is named.', 'Name the one of the function: --region eu-west-1.');
  return region;
}
