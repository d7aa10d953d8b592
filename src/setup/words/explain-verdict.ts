import type { Finding, NotKnown, Verdict, Words } from '../finding.ts';
import { self } from './commands.ts';
import { words } from './words.ts';

/** Puts a verdict into words. */
export function explainVerdict({ id, level, subject, details }: Verdict): Finding {
  const said =
    level === 'unknown'
      ? notKnown(details as NotKnown & { readonly state: string; readonly why: string })
      : (words[id] as (details: object) => Words)(details);
  return { id, level, subject, ...said };
}

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
