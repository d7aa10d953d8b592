import { describe, expect, test } from '@jest/globals';
import { startInvocation } from '../../src/sender/invocation.ts';
import { sampleEvent } from '../support/events.ts';

/** A step that ends when it is told to. */
function pending() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { step: () => promise, resolve, reject };
}

/** An invocation that decrypts and, begun after that, renders. */
function twoAtOnce() {
  const invocation = startInvocation({}, 0);
  const [decrypt, render] = [pending(), pending()];
  const decrypting = invocation.runStage('decrypt', decrypt.step);
  const rendering = invocation.runStage('render', render.step);
  return { invocation, decrypt, render, decrypting, rendering };
}

describe('the stage of an invocation', () => {
  test('is reading until something else begins', () => {
    expect(startInvocation({}, 0).stage).toBe('read');
  });

  test('of two at once, is the one begun first until it ends', async () => {
    const { invocation, decrypt, render, decrypting, rendering } = twoAtOnce();
    expect(invocation.stage).toBe('decrypt');
    decrypt.resolve();
    await decrypting;
    expect(invocation.stage).toBe('render');
    render.resolve();
    await rendering;
    expect(invocation.stage).toBe('render');
  });

  test('is where it failed, whatever goes on beside it', async () => {
    const { invocation, decrypt, render, decrypting, rendering } = twoAtOnce();
    render.reject(new Error('no words'));
    await expect(rendering).rejects.toThrow('no words');
    expect(invocation.stage).toBe('render');
    decrypt.resolve();
    await decrypting;
    expect(invocation.stage).toBe('render');
  });

  test('is where it failed first, when both fail', async () => {
    const { invocation, decrypt, render, decrypting, rendering } = twoAtOnce();
    render.reject(new Error('no words'));
    await expect(rendering).rejects.toThrow('no words');
    decrypt.reject(new Error('no key'));
    await expect(decrypting).rejects.toThrow('no key');
    expect(invocation.stage).toBe('render');
  });

  test('gathers the time of what is done in two goes', async () => {
    const invocation = startInvocation({}, 0);
    const nap = () => new Promise((resolve) => setTimeout(resolve, 20));
    await invocation.runStage('render', nap);
    const { render: once = 0 } = invocation.times;
    await invocation.runStage('render', nap);
    expect(invocation.times.render).toBeGreaterThanOrEqual(once + 15);
  });
});

describe('what is told of an event from the start', () => {
  const masked = (email: unknown) =>
    startInvocation({ request: { userAttributes: { email } } }, 0).details.recipient;

  test('is whom it is for, masked, so that one refused at once can still be found', () => {
    expect(masked('ana.sousa@example.com')).toBe('a***@e***');
  });

  test.each([
    ['a stranger’s text'],
    ['ana@example.com, eve@example.org'],
    [{ at: '@' }],
    [null],
    [undefined],
  ])('is nothing of what is no address: %j', (email) => {
    expect(masked(email)).toBeUndefined();
  });

  test('is its pool, app client and code, each only in the very form that Cognito gives it', () => {
    const event = sampleEvent('sign-up');
    const { userPoolId, callerContext } = event;
    expect(startInvocation(event, 0).details).toMatchObject({
      triggerSource: 'CustomEmailSender_SignUp',
      userPoolId,
      clientId: callerContext.clientId,
      codeId: expect.stringMatching(/^[\da-f]{32,}$/),
    });
    const strange: unknown[] = [
      'ana@example.com',
      'a b',
      '',
      'x'.repeat(129),
      7,
      null,
      { id: 'a' },
      undefined,
    ];
    for (const value of strange) {
      const { details } = startInvocation(
        {
          ...event,
          triggerSource: value,
          userPoolId: value,
          callerContext: { clientId: value },
          request: {},
        },
        0,
      );
      expect(details).toEqual({ triggerSource: 'unknown' });
      expect(Object.keys(details)).toEqual(['triggerSource']);
    }
    const longest = { ...event, callerContext: { clientId: 'x'.repeat(128) } };
    expect(startInvocation(longest, 0).details.clientId).toHaveLength(128);
    // In one of these an address would reach the log from its start or its end.
    for (const clientId of ['abc@example.com', 'ana@abc'])
      expect(startInvocation({ ...event, callerContext: { clientId } }, 0).details).not.toHaveProperty(
        'clientId',
      );
  });

  test.each([[null], [undefined], ['text'], [7], [[]], [{ request: 'text', callerContext: null }]])(
    'is nothing of what is no event: %j',
    (event) => {
      expect(startInvocation(event, 0).details).toEqual({ triggerSource: 'unknown' });
    },
  );

  test('is the sign-in that a take-over warning is about, which has no code to be told by', () => {
    const warning = sampleEvent('account-take-over-notification');
    expect(startInvocation(warning, 0).details).toMatchObject({
      eventId: warning.request.userAttributes['EVENT_ID'],
    });
    warning.request.userAttributes['EVENT_ID'] = 'ana.sousa@example.com';
    const { eventId = '' } = startInvocation(warning, 0).details;
    expect(eventId).toMatch(/^sha256-[\da-f]{32}$/);
    expect(startInvocation(warning, 0).details.eventId).toBe(eventId);
    warning.request.userAttributes['EVENT_ID'] = 'ANA';
    expect(startInvocation(warning, 0).details.eventId).not.toBe(eventId);
    warning.request.userAttributes['EVENT_ID'] = '';
    expect(startInvocation(warning, 0).details).not.toHaveProperty('eventId');
  });
});
