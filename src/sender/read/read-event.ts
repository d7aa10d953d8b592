import { attributesOf, isTriggerSource, stem } from '../../trigger-source.ts';
import type { EmailRequest, TakeOver } from '../email-request.ts';
import { Refusal } from '../failure/refusal.ts';
import { isUserPoolId } from '../user-pool-id.ts';
import { readRecipient } from './recipient.ts';

/**
 * Reads Cognito's event, tolerating members it does not know, and refuses what could never become an email.
 *
 * @param event The invocation's payload, of any shape.
 * @throws {Refusal} `unknown-trigger-source`, `internal-error` (not Cognito's shape), `code-missing`,
 *   `ciphertext-invalid`, `recipient-missing` or `recipient-invalid`.
 */
export function readEvent(event: unknown): EmailRequest {
  const root = membersOf(event);
  const request = membersOf(root.get('request'));
  const triggerSource = root.get('triggerSource');
  if (!isTriggerSource(triggerSource)) {
    throw new Refusal(
      'unknown-trigger-source',
      `triggerSource is ${describe(triggerSource)}, none of the CustomEmailSender sources that are known`,
    );
  }
  const userPoolId = text(root, 'userPoolId');
  if (userPoolId === undefined || !isUserPoolId(userPoolId)) {
    throw new Refusal('internal-error', 'the event has no userPoolId of the form <region>_<id>');
  }
  const attributes = membersOf(request.get('userAttributes'));
  const region = text(root, 'region');
  const clientId = text(membersOf(root.get('callerContext')), 'clientId');
  const common = {
    triggerSource,
    stem: stem(triggerSource),
    userPoolId,
    ...(region !== undefined && { region }),
    userName: text(root, 'userName') ?? '',
    ...(clientId !== undefined && { clientId }),
    locales: [
      text(membersOf(request.get('clientMetadata')), 'locale'),
      text(attributes, 'locale'),
      text(attributes, 'custom:locale'),
    ].filter((locale) => locale !== undefined),
  };
  if (attributesOf(common.stem) === 'sign-in') {
    return {
      ...common,
      userName: text(attributes, 'USER_NAME') ?? common.userName,
      takeOver: readTakeOver(attributes),
    };
  }
  const name = text(attributes, 'name');
  const givenName = text(attributes, 'given_name');
  const zoneinfo = text(attributes, 'zoneinfo');
  return {
    ...common,
    ciphertext: readCiphertext(request.get('code')),
    recipient: readRecipient(text(attributes, 'email')),
    ...(name !== undefined && { name }),
    ...(givenName !== undefined && { givenName }),
    ...(zoneinfo !== undefined && { zoneinfo }),
  };
}

function readCiphertext(code: unknown): Uint8Array {
  if (code === undefined || code === null || code === '') {
    throw new Refusal('code-missing', 'request.code is empty');
  }
  if (typeof code !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(code) || code.length % 4 !== 0) {
    throw new Refusal('ciphertext-invalid', 'request.code is not base64');
  }
  return Buffer.from(code, 'base64');
}

function readTakeOver(attributes: Members): TakeOver {
  const members = {
    loginTime: text(attributes, 'LOGIN_TIME'),
    ipAddress: text(attributes, 'IP_ADDRESS'),
    city: text(attributes, 'CITY'),
    country: text(attributes, 'COUNTRY'),
    deviceName: text(attributes, 'DEVICE_NAME'),
    action: text(attributes, 'ACCOUNT_TAKE_OVER_ACTION'),
    linkValid: text(attributes, 'ONE_CLICK_LINK_VALID'),
    linkInvalid: text(attributes, 'ONE_CLICK_LINK_INVALID'),
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

type Members = ReadonlyMap<string, unknown>;

/** An object's own members; none for anything else (null, a string, an array's holes). */
const membersOf = (value: unknown): Members =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);

/** A member that is a string with something in it. */
function text(members: Members, name: string): string | undefined {
  const value = members.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A trigger source that we do not know, shown only if it is one of Cognito's by its form: anything else is a stranger's text. */
const describe = (value: unknown): string =>
  typeof value === 'string' && /^[A-Z][A-Za-z]{2,40}_[A-Z][A-Za-z]{2,40}$/.test(value)
    ? value
    : 'no trigger source at all';
