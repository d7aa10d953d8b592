/**
 * What the other figures are compared with: the arrangement of AWS's documented sample (the whole Encryption SDK
 * client, its KMS keyring, the SES client), one plain email, nothing else.
 * AWS docs: "Custom email sender Lambda trigger", code example for Node.js.
 */
import { buildClient, CommitmentPolicy, KmsKeyringNode } from '@aws-crypto/client-node';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';

interface CognitoEvent {
  readonly triggerSource: string;
  readonly request: { readonly code: string | null; readonly userAttributes: { readonly email: string } };
}

const { decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT);
const keyIds = (process.env['KMS_KEY_ARNS'] ?? '').split(',');
const keyring = new KmsKeyringNode({ keyIds });
const ses = new SESv2Client({});

export const handler = async ({ triggerSource, request }: CognitoEvent): Promise<void> => {
  const code =
    request.code === null
      ? ''
      : (await decrypt(keyring, Buffer.from(request.code, 'base64'))).plaintext.toString();
  const text = `Your code is ${code}`;
  await ses.send(
    new SendEmailCommand({
      FromEmailAddress: process.env['FROM_ADDRESS'],
      Destination: { ToAddresses: [request.userAttributes.email] },
      Content: {
        Simple: {
          Subject: { Data: triggerSource },
          Body: { Text: { Data: text }, Html: { Data: `<p>${text}</p>` } },
        },
      },
    }),
  );
};
