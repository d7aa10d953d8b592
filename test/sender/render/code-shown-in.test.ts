import { expect, test } from '@jest/globals';
import { defaultCodeShownIn, readCodeShownIn } from '../../../src/sender/render/code-shown-in.ts';
import { stems } from '../../../src/trigger-source.ts';

const withCode = stems.filter(
  (stem) => stem !== 'admin-create-user' && stem !== 'account-take-over-notification',
);

test('codes that only prove an address show in the preview, those that open an account in the body', () => {
  expect(defaultCodeShownIn).toEqual({
    'sign-up': 'preview',
    'resend-code': 'preview',
    'update-user-attribute': 'preview',
    'verify-user-attribute': 'preview',
    'forgot-password': 'body',
    authentication: 'body',
    'admin-create-user': 'body',
    'account-take-over-notification': 'body',
  });
});

test('one word is for all codes, but never for a temporary password', () => {
  const shown = readCodeShownIn('subject');
  expect(withCode.map((stem) => shown?.[stem])).toEqual(withCode.map(() => 'subject'));
  expect(shown?.['admin-create-user']).toBe('body');
});

test('an email that is named has its own place, whatever the order', () => {
  expect(readCodeShownIn('authentication=preview, sign-up = body')).toEqual({
    ...defaultCodeShownIn,
    authentication: 'preview',
    'sign-up': 'body',
  });
  expect(readCodeShownIn('sign-up=subject,body')?.['sign-up']).toBe('subject');
});

test.each([
  '',
  'nowhere',
  'sign-up',
  'sign-up=',
  '=body',
  'sign-up=body=body',
  'signup=body',
  'admin-create-user=body',
  'body,',
  'body,preview',
  'sign-up=body,sign-up=preview',
])('%j is refused', (text) => expect(readCodeShownIn(text)).toBeUndefined());
