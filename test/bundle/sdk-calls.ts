/** What both bundles are made of: every call of an AWS service that the sender makes, and its decryption. */
import { Agent } from 'node:https';
import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { DecryptCommand } from '@aws-sdk/client-kms';
import { GetAccountCommand, GetEmailIdentityCommand, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings } from '../../src/sender/aws/client-settings.ts';
import { createClients } from '../../src/sender/aws/clients.ts';
import { createDecrypt } from '../../src/sender/decrypt/decrypt.ts';

const region = 'eu-west-1';

// Made anew for each call: a client remembers its connections and how often it has tried again.
const clients = () => createClients(new Agent(), { kms: region, ses: region });
const kms = () => clients().kms(region);
const ses = () => clients().ses(region);
const settings = () => clientSettings(new Agent(), { requestTimeout: 2000 });
const sqs = () => new SQSClient({ ...settings(), region });
const sns = () => new SNSClient({ ...settings(), region });
const cognito = () => new CognitoIdentityProviderClient({ ...settings(), region });

/** Takes what a command would refuse to be given by its type: that is compared as well. */
// biome-ignore lint/suspicious/noExplicitAny: every operation has an input of its own.
type Input = any;

export const calls = {
  Decrypt: (input: Input, abortSignal: AbortSignal) => kms().send(new DecryptCommand(input), { abortSignal }),
  SendEmail: (input: Input, abortSignal: AbortSignal) =>
    ses().send(new SendEmailCommand(input), { abortSignal }),
  GetAccount: (input: Input, abortSignal: AbortSignal) =>
    ses().send(new GetAccountCommand(input), { abortSignal }),
  GetEmailIdentity: (input: Input, abortSignal: AbortSignal) =>
    ses().send(new GetEmailIdentityCommand(input), { abortSignal }),
  SendMessage: (input: Input, abortSignal: AbortSignal) =>
    sqs().send(new SendMessageCommand(input), { abortSignal }),
  Publish: (input: Input, abortSignal: AbortSignal) => sns().send(new PublishCommand(input), { abortSignal }),
  AdminGetUser: (input: Input, abortSignal: AbortSignal) =>
    cognito().send(new AdminGetUserCommand(input), { abortSignal }),
};

/** The sender's own decryption, against KMS at its endpoint. */
export const decrypt = (keyArn: string, ciphertext: Uint8Array, userPoolId: string) =>
  createDecrypt([keyArn], clients().kms)({ ciphertext, userPoolId }, new AbortController().signal);
