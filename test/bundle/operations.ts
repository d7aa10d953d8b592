import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import * as kms from '@aws-sdk/client-kms';
import * as ses from '@aws-sdk/client-sesv2';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import type { calls } from './sdk-calls.ts';

/** What is tried of one operation. */
export interface Operation {
  readonly name: keyof typeof calls;
  /** Inputs as the sender gives them, and stranger ones; answered with the first body. */
  readonly inputs: readonly object[];
  /** Bodies of success: whole, with members unknown, wrong or missing. The first input gets them. */
  readonly bodies: readonly string[];
  /** Every error that the service's client knows by name. */
  readonly errors: readonly string[];
}

/** The names of a client's own error classes. */
const errorsOf = (client: object): string[] =>
  Object.entries(client)
    .filter(([name, value]) => value?.prototype instanceof Error && !name.endsWith('ServiceException'))
    .map(([name]) => name);

const texts = [
  '',
  'plain',
  'ü ß 漢字 🙂',
  '"quoted" \\ \n\t\0',
  '\u2028\u2029\uFEFF',
  '\ud800 alone',
  '</a>&amp;',
];
const bytes = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
const json = (body: unknown): string => JSON.stringify(body);
const email = (data: string, more: object = {}) => ({
  FromEmailAddress: `${data} <no-reply@auth.example.com>`,
  Destination: { ToAddresses: ['ana.sousa@example.com'], CcAddresses: undefined },
  Content: {
    Simple: {
      Subject: { Data: data, Charset: 'UTF-8' },
      Body: { Html: { Data: data }, Text: { Data: data } },
    },
  },
  EmailTags: [{ Name: 'source', Value: data }],
  ...more,
});
const xml = (members: string): string =>
  `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult>${members}</PublishResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></PublishResponse>`;

export const operations: readonly Operation[] = [
  {
    name: 'Decrypt',
    inputs: [
      {
        KeyId: 'key',
        CiphertextBlob: bytes,
        EncryptionContext: { 'userpool-id': 'eu-west-1_A', 'ü"': '\n' },
      },
      { CiphertextBlob: bytes.subarray(7, 9), GrantTokens: [] },
      { CiphertextBlob: new Uint8Array(), DryRun: false },
      {},
      ...texts.map((KeyId) => ({ KeyId })),
    ],
    bodies: [
      json({ KeyId: 'key', Plaintext: 'AAEC/w==', EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' }),
      json({ KeyId: null, Plaintext: null, Unknown: { a: 1 } }),
      json({ KeyId: 5, Plaintext: '' }),
      json({ Plaintext: 'no base64!' }),
      json({ Plaintext: 'AAE' }),
      json({ Plaintext: '-_-_' }),
      json({ Plaintext: ['AAEC'] }),
      json({ Plaintext: 7 }),
      json({ plaintext: 'AAEC' }),
    ],
    errors: errorsOf(kms),
  },
  {
    name: 'SendEmail',
    inputs: [
      email('Your code'),
      email('x', { ReplyToAddresses: [], ConfigurationSetName: undefined, Unknown: 1 }),
      email('x', {
        EmailTags: [],
        ConfigurationOverrides: { Tracking: { OpenTrackingEnabled: 'DISABLED' } },
      }),
      email('x', { TenantName: 'a', ListManagementOptions: { ContactListName: 'b' } }),
      { Content: { Raw: { Data: bytes } } },
      {},
      ...texts.map((data) => email(data)),
    ],
    bodies: [
      json({ MessageId: '0100' }),
      json({ MessageId: null }),
      json({ MessageId: 5 }),
      json({ MessageId: { a: 1 } }),
      json({ messageId: 'x' }),
      json({ MessageId: texts.join('') }),
    ],
    errors: errorsOf(ses),
  },
  {
    name: 'GetAccount',
    inputs: [{}, { Unknown: 1 }],
    bodies: [
      json({
        DedicatedIpAutoWarmupEnabled: false,
        EnforcementStatus: 'HEALTHY',
        ProductionAccessEnabled: true,
        SendingEnabled: true,
        SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14.5, SentLast24Hours: 0 },
        Details: { MailType: 'TRANSACTIONAL', AdditionalContactEmailAddresses: ['a@example.com'] },
      }),
      json({ SendQuota: { Max24HourSend: 'Infinity', MaxSendRate: 'NaN', SentLast24Hours: '5' } }),
      json({ SendQuota: null, ProductionAccessEnabled: 'true', SendingEnabled: 0 }),
      json({ SendQuota: [], Details: { ReviewDetails: { Status: 5 } }, SuppressionAttributes: {} }),
    ],
    errors: [],
  },
  {
    name: 'GetEmailIdentity',
    inputs: [
      { EmailIdentity: 'auth.example.com' },
      { EmailIdentity: 'a+b@ex ample.com/?#%' },
      { EmailIdentity: undefined },
      {},
      ...texts.map((EmailIdentity) => ({ EmailIdentity })),
    ],
    bodies: [
      json({
        IdentityType: 'DOMAIN',
        VerifiedForSendingStatus: true,
        VerificationStatus: 'SUCCESS',
        DkimAttributes: { SigningEnabled: true, Tokens: ['a', null, 'b'], LastKeyGenerationTimestamp: 1.5e9 },
        MailFromAttributes: { MailFromDomain: 'bounce.example.com', MailFromDomainStatus: 'SUCCESS' },
        Tags: [{ Key: 'a', Value: 'b' }],
        Policies: { one: '{}' },
      }),
      json({ DkimAttributes: { LastKeyGenerationTimestamp: 'Fri, 20 Mar 2026 14:25:00 GMT' } }),
      json({ DkimAttributes: { LastKeyGenerationTimestamp: '2026-03-20T14:25:00Z' } }),
      json({
        VerificationInfo: { LastCheckedTimestamp: 1742480700.123, SOARecord: { SerialNumber: 2 ** 53 } },
      }),
      json({ VerificationInfo: { LastCheckedTimestamp: 'never' } }),
      '{"VerificationInfo":{"SOARecord":{"SerialNumber":9007199254740993}}}',
      json({ VerifiedForSendingStatus: null, Tags: null, Policies: { a: null } }),
    ],
    errors: [],
  },
  {
    name: 'SendMessage',
    inputs: [
      { QueueUrl: '', MessageBody: 'kept' },
      {
        QueueUrl: '',
        MessageBody: 'kept',
        MessageAttributes: { a: { DataType: 'Binary', BinaryValue: bytes } },
      },
      { MessageBody: 'no queue' },
      {},
      ...texts.map((MessageBody) => ({ QueueUrl: '', MessageBody })),
    ],
    bodies: [
      // The MD5 of the first input's body: the client compares.
      json({ MessageId: '1', MD5OfMessageBody: '4d8b6084f3d167b76cac66a22a91be02' }),
      json({ MessageId: '1', MD5OfMessageBody: null }),
      json({ MessageId: '1' }),
      json({ MessageId: 5, SequenceNumber: 1, MD5OfMessageBody: 5 }),
    ],
    errors: errorsOf(sqs),
  },
  {
    name: 'Publish',
    inputs: [
      {
        TopicArn: 'arn:aws:sns:eu-west-1:111122223333:alerts',
        Subject: 'a',
        Message: '{}',
        MessageStructure: 'json',
      },
      { Message: 'x', MessageAttributes: { a: { DataType: 'Binary', BinaryValue: bytes } } },
      {},
      ...texts.map((Message) => ({ Message, Subject: Message })),
    ],
    bodies: [
      xml('<MessageId>1</MessageId>'),
      xml('<MessageId>a &lt;&amp;&#233;&gt; <![CDATA[<b>]]></MessageId><SequenceNumber>2</SequenceNumber>'),
      xml('<MessageId/>'),
      xml('<MessageId>1</MessageId><MessageId>2</MessageId>'),
      xml('<Other>1</Other>'),
      xml(''),
      '<PublishResponse></PublishResponse>',
      '<PublishResponse><PublishResult><MessageId>1',
    ],
    errors: errorsOf(sns),
  },
  {
    name: 'AdminGetUser',
    inputs: [
      { UserPoolId: 'eu-west-1_A', Username: 'ana' },
      { UserPoolId: undefined, Username: null },
      {},
      ...texts.map((Username) => ({ UserPoolId: 'eu-west-1_A', Username })),
    ],
    bodies: [
      json({
        Username: 'ana',
        Enabled: true,
        UserStatus: 'CONFIRMED',
        UserCreateDate: 1742480700,
        UserLastModifiedDate: 1742480700.123,
        UserAttributes: [{ Name: 'email', Value: 'ana.sousa@example.com' }, { Name: 'sub' }, null],
        MFAOptions: [{ DeliveryMedium: 'SMS' }],
      }),
      json({ UserCreateDate: 'Fri, 20 Mar 2026 14:25:00 GMT', UserAttributes: null }),
      json({ UserCreateDate: '1742480700', UserLastModifiedDate: null, UserAttributes: {} }),
      json({ UserCreateDate: {}, Enabled: 'yes' }),
      json({ UserAttributes: [{ Name: 5, Value: [] }], UserMFASettingList: ['a', null] }),
      json({ UserAttributes: texts.map((Value) => ({ Name: 'x', Value })) }),
    ],
    errors: errorsOf(cognito),
  },
];
