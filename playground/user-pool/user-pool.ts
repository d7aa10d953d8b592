import {
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { homeRegion } from '../fixtures.ts';
import { startEmulator } from './emulator.ts';
import { createPlayedParts, type EventOfUser, type PlayedParts } from './played-parts.ts';

export interface Person {
  readonly email: string;
  readonly name?: string;
  readonly locale?: string;
}

export interface User {
  readonly userName: string;
  readonly email: string;
  readonly name: string;
  /** Cognito's word: UNCONFIRMED, CONFIRMED, FORCE_CHANGE_PASSWORD, … */
  readonly status: string;
}

/** What an app's sign-up and sign-in pages ask of a user pool. Each throws Cognito's own errors. */
export interface UserPool extends PlayedParts {
  readonly userPoolId: string;
  signUp(person: Person, password: string): Promise<void>;
  confirmSignUp(email: string, code: string): Promise<void>;
  forgotPassword(email: string): Promise<void>;
  confirmForgotPassword(email: string, code: string, password: string): Promise<void>;
  /** An administrator's invitation. @param temporaryPassword Made by the pool when undefined. */
  createUser(person: Person, temporaryPassword?: string): Promise<void>;
  /** First sign-in of an invited user, who has to choose a password. */
  acceptInvitation(email: string, temporaryPassword: string, password: string): Promise<void>;
  /** @returns An access token. */
  signIn(email: string, password: string): Promise<string>;
  changeEmail(accessToken: string, email: string): Promise<void>;
  verifyEmail(accessToken: string, code: string): Promise<void>;
  /** Newest last. */
  users(): Promise<readonly User[]>;
  close(): Promise<void>;
}

export interface UserPoolOptions {
  readonly kmsUrl: string;
  /** Takes the sender's event. @param played Whether the playground made it in the emulator's place. */
  readonly invoke: (event: unknown, played: boolean) => void;
}

/** Starts an emulator with one pool and one app client, whose every email goes to the sender. */
export async function startUserPool({ kmsUrl, invoke }: UserPoolOptions): Promise<UserPool> {
  const lastEvents = new Map<string, EventOfUser>();
  const emulator = await startEmulator({
    kmsUrl,
    onEvent(event) {
      const known = event as EventOfUser;
      lastEvents.set(known.request.userAttributes['email'] ?? '', known);
      invoke(event, false);
    },
  });
  const cognito = new CognitoIdentityProviderClient({
    region: homeRegion,
    endpoint: emulator.url,
    credentials: { accessKeyId: 'playground', secretAccessKey: 'playground' },
    maxAttempts: 1,
  });
  const { UserPool: pool } = await cognito.send(
    new CreateUserPoolCommand({
      PoolName: 'playground',
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      MfaConfiguration: 'OFF',
    }),
  );
  const UserPoolId = pool?.Id ?? '';
  const { UserPoolClient: client } = await cognito.send(
    new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'playground' }),
  );
  const ClientId = client?.ClientId ?? '';

  return {
    userPoolId: UserPoolId,
    ...createPlayedParts({
      kmsUrl,
      userPoolId: UserPoolId,
      lastEvents,
      invoke: (event) => invoke(event, true),
    }),
    async signUp(person, Password) {
      const UserAttributes = attributesOf(person);
      await cognito.send(new SignUpCommand({ ClientId, Username: person.email, Password, UserAttributes }));
    },
    async confirmSignUp(Username, ConfirmationCode) {
      await cognito.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode }));
    },
    async forgotPassword(Username) {
      await cognito.send(new ForgotPasswordCommand({ ClientId, Username }));
    },
    async confirmForgotPassword(Username, ConfirmationCode, Password) {
      await cognito.send(
        new ConfirmForgotPasswordCommand({ ClientId, Username, ConfirmationCode, Password }),
      );
    },
    async createUser(person, TemporaryPassword) {
      await cognito.send(
        new AdminCreateUserCommand({
          UserPoolId,
          Username: person.email,
          UserAttributes: attributesOf(person),
          DesiredDeliveryMediums: ['EMAIL'],
          ...(TemporaryPassword !== undefined && { TemporaryPassword }),
        }),
      );
    },
    async acceptInvitation(USERNAME, PASSWORD, NEW_PASSWORD) {
      const { Session } = await initiateAuth(USERNAME, PASSWORD);
      await cognito.send(
        new RespondToAuthChallengeCommand({
          ClientId,
          ChallengeName: 'NEW_PASSWORD_REQUIRED',
          ChallengeResponses: { USERNAME, NEW_PASSWORD },
          ...(Session !== undefined && { Session }),
        }),
      );
    },
    async signIn(email, password) {
      const { AuthenticationResult, ChallengeName } = await initiateAuth(email, password);
      if (AuthenticationResult?.AccessToken) return AuthenticationResult.AccessToken;
      throw new Error(`the user pool asks for ${ChallengeName}`);
    },
    async changeEmail(AccessToken, email) {
      const UserAttributes = attributesOf({ email });
      await cognito.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes }));
    },
    async verifyEmail(AccessToken, Code) {
      await cognito.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: 'email', Code }));
    },
    async users() {
      const { Users = [] } = await cognito.send(new ListUsersCommand({ UserPoolId }));
      return Users.map(({ Username = '', Attributes = [], UserStatus = '' }) => {
        const named = (wanted: string): string => Attributes.find(({ Name }) => Name === wanted)?.Value ?? '';
        return { userName: Username, email: named('email'), name: named('name'), status: UserStatus };
      });
    },
    async close() {
      cognito.destroy();
      await emulator.close();
    },
  };

  function initiateAuth(USERNAME: string, PASSWORD: string) {
    const AuthParameters = { USERNAME, PASSWORD };
    return cognito.send(
      new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
    );
  }
}

const attributesOf = (person: Person) => Object.entries(person).map(([Name, Value]) => ({ Name, Value }));
