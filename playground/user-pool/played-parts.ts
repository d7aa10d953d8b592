import { randomInt } from 'node:crypto';
import { createEncrypt } from '../encrypt.ts';

/** An event of the emulator's, as far as it is taken up again. */
export interface EventOfUser {
  readonly triggerSource: string;
  readonly request: { readonly userAttributes: Readonly<Record<string, string>> };
}

/**
 * What a user pool does and cognito-local does not (5.3.0: it answers ResendConfirmationCode as unsupported, and sends no
 * sign-in codes). The playground does it in its place, and says so wherever it is shown.
 */
export interface PlayedParts {
  /** @throws {Error} Where there is no sign-up to send a code for again. */
  resendCode(email: string): Promise<void>;
  /** Sends a sign-in code. @throws {Error} Where the pool has sent this user nothing yet. */
  sendSignInCode(email: string): Promise<void>;
  /** @throws {Error} Named as Cognito names it: CodeMismatchException. */
  confirmSignInCode(email: string, code: string): void;
}

interface Options {
  readonly kmsUrl: string;
  readonly userPoolId: string;
  /** The last event of each user, by address. */
  readonly lastEvents: ReadonlyMap<string, EventOfUser>;
  readonly invoke: (event: unknown) => void;
}

export function createPlayedParts({ kmsUrl, userPoolId, lastEvents, invoke }: Options): PlayedParts {
  const encrypt = createEncrypt(kmsUrl);
  const signInCodes = new Map<string, string>();
  const lastEvent = (email: string): EventOfUser => {
    const event = lastEvents.get(email);
    if (!event) throw new Error('the user pool has sent nothing to this address yet');
    return event;
  };
  return {
    async resendCode(email) {
      const event = lastEvent(email);
      if (event.triggerSource !== 'CustomEmailSender_SignUp')
        throw new Error('there is no sign-up to confirm');
      // Cognito would make a new code; only the emulator could make one that it takes, so it is the same one again.
      invoke({ ...event, triggerSource: 'CustomEmailSender_ResendCode' });
    },
    async sendSignInCode(email) {
      const event = lastEvent(email);
      const code = String(randomInt(1e8)).padStart(8, '0');
      signInCodes.set(email, code);
      invoke({
        ...event,
        triggerSource: 'CustomEmailSender_Authentication',
        request: { ...event.request, code: await encrypt(code, userPoolId) },
      });
    },
    confirmSignInCode(email, code) {
      if (signInCodes.get(email) !== code) {
        throw Object.assign(new Error('Invalid code or auth state for the user.'), {
          name: 'CodeMismatchException',
        });
      }
      signInCodes.delete(email);
    },
  };
}
