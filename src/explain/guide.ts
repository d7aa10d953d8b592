import { self } from '../cli/self.ts';
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
  /** One of this tool's own verbs; which installation is meant is added where steps are told. */
  readonly command: (verb: string, more?: readonly string[]) => string;
  /** Where the function and its pools are. */
  readonly region: string;
  /** The bare From address. */
  readonly from: string;
}

export function guideFor(installation: Installation): Guide {
  const { region, sesRegions, keyArns } = installation;
  const from = readMailbox(installation.from ?? '')?.address ?? 'FROM_ADDRESS';
  const [keyArn] = keyArns;
  return {
    region,
    from,
    command: (verb, more = []) => [self, verb, ...more].join(' '),
    adviceOn: (reason, { sesRegion = sesRegions[0], userPoolId }) =>
      adviceOn({
        reason,
        region: sesRegion,
        from,
        identity: domainOf(from),
        configurationSet: installation.configurationSet ?? 'CONFIGURATION_SET',
        ...(keyArn !== undefined && { keyArn }),
        ...(userPoolId !== undefined && { userPoolId }),
      }),
  };
}
