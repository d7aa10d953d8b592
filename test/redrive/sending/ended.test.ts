import { expect, test } from '@jest/globals';
import type { SenderOutcome } from '../../../src/canary/read-outcome.ts';
import { endedAs, isSettled, type Result } from '../../../src/redrive/sending/ended.ts';

test.each<[string, SenderOutcome | undefined, Result, boolean]>([
  ['SES took it', { status: 'accepted', sesRegion: 'a' }, 'accepted', true],
  [
    'another Region took it',
    { status: 'accepted', sesRegion: 'b', refusedIn: 'a', refusedFor: 'sending-paused' },
    'accepted',
    true,
  ],
  [
    'the redirect inbox got it',
    { status: 'accepted', sesRegion: 'a', refusedIn: 'a', refusedFor: 'sandbox-recipient-unverified' },
    'redirected',
    false,
  ],
  ['the function skipped it', { status: 'skipped', reason: 'recipient-invalid' }, 'skipped', true],
  ['the function kept it', { status: 'undeliverable', reason: 'sending-paused' }, 'kept', false],
  ['it is to be tried later', { status: 'deferred', reason: 'throttled', stage: 'send' }, 'deferred', false],
  ['KMS did not answer', { status: 'deferred', reason: 'timed-out', stage: 'decrypt' }, 'deferred', false],
  ['SES did not answer', { status: 'deferred', reason: 'timed-out', stage: 'send' }, 'unknown', false],
  ['there is no outcome', undefined, 'unknown', false],
])('where %s, an email is %#', (_, outcome, result, settled) => {
  const ended = endedAs(outcome ? { outcome } : { thrown: 'Error' });
  expect(ended.result).toBe(result);
  expect(isSettled(ended)).toBe(settled);
});
