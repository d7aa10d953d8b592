import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Stem, stem, triggerSources } from '../src/trigger-source.ts';
import type { Playground } from './playground.ts';

/** What somebody wants to see an email about. */
export interface Wish {
  readonly stem: Stem;
  readonly recipient: string;
  readonly name: string;
  /** A BCP 47 tag; empty for no wish. */
  readonly locale: string;
  /** An app client's id, which chooses the brand; empty for the sample's own. */
  readonly clientId: string;
  readonly clientMetadata: Readonly<Record<string, string>>;
}

export const stems: readonly Stem[] = triggerSources.map(stem);

/** The sample event of a trigger source, each call a copy of its own. */
export const sampleEvent = (name: Stem) =>
  JSON.parse(readFileSync(new URL(`../events/${name}.json`, import.meta.url), 'utf8'));

/**
 * Makes the event that Cognito would send, with a code of its own.
 *
 * @param encrypt What makes `request.code` of a code and a user pool's id.
 */
export async function composeEvent(
  wish: Wish,
  encrypt: (code: string, userPoolId: string) => Promise<string>,
  { users }: Pick<Playground, 'users'>,
): Promise<object> {
  const event = sampleEvent(wish.stem);
  if (wish.clientId !== '') event.callerContext.clientId = wish.clientId;
  const profile = {
    email: wish.recipient,
    ...(wish.name !== '' && { name: wish.name }),
    ...(wish.locale !== '' && { locale: wish.locale }),
  };
  if (wish.stem === 'account-take-over-notification') {
    // This event carries no address: the sender asks the user pool, which therefore has to know the user.
    event.userName = randomUUID();
    event.request.userAttributes.USER_NAME = event.userName;
    users.set(event.userName, { sub: event.userName, email_verified: 'true', ...profile });
    return event;
  }
  event.request.code = await encrypt(codeFor(wish.stem), event.userPoolId);
  event.request.clientMetadata = Object.keys(wish.clientMetadata).length > 0 ? wish.clientMetadata : null;
  const { name: _, ...attributes } = event.request.userAttributes;
  event.request.userAttributes = { ...attributes, ...profile };
  return event;
}

/** As Cognito makes them: eight digits to sign in, six for all else, and passwords escaped for HTML. */
function codeFor(of: Stem): string {
  if (of === 'admin-create-user') return `${randomBytes(6).toString('base64url')}&lt;7&amp;Q`;
  const digits = of === 'authentication' ? 8 : 6;
  return String(randomInt(10 ** digits)).padStart(digits, '0');
}
