import { commandLine } from '../cli/command-line.ts';
import type { CommonOptions } from '../cli/common-options.ts';
import type { Installation } from '../installation/installation.ts';
import { type Advice, adviceOn } from '../sender/failure/advice.ts';
import type { Reason } from '../sender/failure/reason.ts';
import { domainOf, readMailbox } from '../sender/mailbox.ts';

/** What steps are worded with: the installation's own names. */
export interface Guide {
  readonly adviceOn: (
    reason: Reason,
    about: { readonly sesRegion?: string; readonly userPoolId?: string },
  ) => Advice;
  /** One of this tool's own verbs, with the options that say which installation is meant. */
  readonly command: (verb: string, more?: readonly string[]) => string;
  /** One that asks nothing of AWS. */
  readonly offlineCommand: (verb: string, more: readonly string[]) => string;
  /** Where the function and its pools are. */
  readonly region: string;
  /** The bare From address. */
  readonly from: string;
}

export function guideFor(installation: Installation, options: CommonOptions): Guide {
  const { region, sesRegions, keyArns } = installation;
  const from = readMailbox(installation.from ?? '')?.address ?? '<from-address>';
  const [keyArn] = keyArns;
  return {
    region,
    from,
    command: (verb, more = []) => commandLine(verb, options, more),
    offlineCommand: (verb, more) => commandLine(verb, { color: true }, more),
    adviceOn: (reason, { sesRegion = sesRegions[0], userPoolId }) =>
      adviceOn({
        reason,
        region: sesRegion,
        from,
        identity: domainOf(from),
        configurationSet: installation.configurationSet ?? '<configuration-set>',
        ...(keyArn !== undefined && { keyArn }),
        ...(userPoolId !== undefined && { userPoolId }),
      }),
  };
}
