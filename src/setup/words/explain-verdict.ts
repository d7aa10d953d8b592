import { pasteableStep, type Target } from '../../cli/pasteable.ts';
import { self } from '../../cli/self.ts';
import type { Finding, Step, Words } from '../finding.ts';
import type { NotKnown, Verdict } from '../verdict.ts';
import { words } from './words.ts';

/**
 * Puts a verdict into words.
 *
 * @param target How the reader named the installation: the commands that they are given name it alike.
 */
export function explainVerdict({ id, level, subject, details }: Verdict, target: Target): Finding {
  const said =
    level === 'unknown'
      ? notKnown(details as NotKnown & { readonly state: string; readonly why: string })
      : (words[id] as (details: object) => Words)(details);
  const { found, why, fix } = said;
  return {
    id,
    level,
    subject: harmless(subject),
    found: harmless(found),
    ...(why !== undefined && { why: harmless(why) }),
    ...(fix && { fix: fix.map((step) => pasteableStep(harmlessStep(step), target)) }),
  };
}

const harmlessStep = ({ say, record, command }: Step): Step => ({
  say: harmless(say),
  ...(record !== undefined && { record: harmless(record) }),
  ...(command !== undefined && { command: harmless(command) }),
});

/** What comes from DNS or from people's names for things must not steer the terminal that shows it. */
const harmless = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\ufffd');

const notKnown = ({
  what,
  state,
  why,
}: NotKnown & { readonly state: string; readonly why: string }): Words => ({
  found: `${what} could not be found out: ${why.replace(/\.$/, '')}.`,
  fix:
    state === 'denied'
      ? [
          {
            say: 'Ask for the permission; this prints all that doctor needs.',
            command: `${self} doctor --policy`,
          },
        ]
      : [{ say: 'Try again; if it lasts, see whether the service can be reached from here.' }],
});
