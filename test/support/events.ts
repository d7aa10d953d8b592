import { existsSync, readFileSync } from 'node:fs';
import { carriedBy, type Stem, stem, type TriggerSource, triggerSources } from '../../src/trigger-source.ts';

/** An event of Cognito's shape that a test may bend. */
export interface CognitoEvent {
  triggerSource: string;
  userPoolId: string;
  userName: string;
  callerContext: { awsSdkVersion: string | null; clientId: string | null };
  request: {
    type: string;
    code: string | null;
    clientMetadata: Record<string, string> | null;
    userAttributes: Record<string, string | null>;
  };
  [unknownMember: string]: unknown;
}

/**
 * The sample event of a stem, each call a copy of its own.
 *
 * @throws {Error} naming the file that a new trigger source still lacks.
 */
export function sampleEvent(name: Stem): CognitoEvent {
  const file = new URL(`../../events/${name}.json`, import.meta.url);
  if (!existsSync(file)) {
    throw new Error(
      `events/${name}.json is missing: add the source to events/make.ts and run \`npm run events\``,
    );
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The sample event of a trigger source with some of its request replaced. */
export function anEvent(
  triggerSource: TriggerSource,
  {
    code,
    attributes = {},
    ...request
  }: {
    code?: string | null;
    attributes?: Record<string, string>;
    clientMetadata?: Record<string, string>;
  } = {},
): CognitoEvent {
  const event = sampleEvent(stem(triggerSource));
  event.request = {
    ...event.request,
    ...request,
    ...(code !== undefined && { code }),
    userAttributes: { ...event.request.userAttributes, ...attributes },
  };
  return event;
}

/** The sources whose events carry a code or a temporary password. */
export const sourcesWithCode = triggerSources.filter((source) => carriedBy(stem(source)) !== 'nothing');
