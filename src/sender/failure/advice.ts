import type { Incident } from './incident.ts';
import type { Reason } from './reason.ts';

/** What to tell a person who has never seen this project about one reason. */
export interface Advice {
  /** Up to 70 characters of ASCII. */
  readonly title: string;
  /** What it means, in the reader's own names. */
  readonly meaning: string;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly say: string;
  /** To be pasted into a shell as it is, except for words IN_CAPITALS that nobody but the reader knows. */
  readonly command?: string;
}

type Facts = Pick<
  Incident,
  'region' | 'identity' | 'from' | 'configurationSet' | 'verifiedIn' | 'keyArn' | 'userPoolId'
>;

/** @returns The advice with the incident's own Region, identity and configuration set filled in. */
export const adviceOn = (incident: Facts & Pick<Incident, 'reason'>): Advice =>
  advice[incident.reason](incident);

/** The first step, as the undelivered record's `remedy`. */
export const remedyFor = (incident: Facts & Pick<Incident, 'reason'>): string => {
  const [first] = adviceOn(incident).steps;
  return first?.command === undefined ? (first?.say ?? '') : `${first.say} ${first.command}`;
};

const showAccount = ({ region }: Facts): Step => ({
  say: 'Look at the account: ProductionAccessEnabled, SendingEnabled, EnforcementStatus, SendQuota.',
  command: `aws sesv2 get-account --region ${region}`,
});
const showIdentity = ({ identity, region }: Facts): Step => ({
  say: 'Look at the identity: VerifiedForSendingStatus, DkimAttributes, MailFromAttributes.',
  command: `aws sesv2 get-email-identity --email-identity ${identity} --region ${region}`,
});
const createIdentity = ({ identity, region }: Facts): Step => ({
  say: 'Create the domain identity and publish the three DKIM CNAME records that it answers with.',
  command: `aws sesv2 create-email-identity --email-identity ${identity} --dkim-signing-attributes NextSigningKeyLength=RSA_2048_BIT --region ${region}`,
});
const productionAccess = ({ region }: Facts): Step => ({
  say: 'Ask AWS for production access in this Region, or see how its review stands, which can take a day or more.',
  command: `npx cognito-email-sender request-production-access --ses-region ${region}`,
});
const supportCase = (about: string): Step => ({
  say: `Answer the open AWS Support case about ${about}; AWS lifts it, no call does.`,
});
const describeTrigger = ({ userPoolId, region }: Facts): string =>
  `aws cognito-idp describe-user-pool --user-pool-id ${userPoolId ?? 'POOL_ID'} --query UserPool.LambdaConfig --region ${region}`;
const lambdaPolicy = ({ region }: Facts): string =>
  `aws lambda get-policy --function-name FUNCTION --region ${region}`;
/** The key's ARN and its Region, as the KMS commands take them. */
const key = ({ keyArn, region }: Facts): string =>
  `${keyArn ?? 'KEY_ARN'} --region ${keyArn?.split(':')[3] ?? region}`;
const functionLogs: Step = {
  say: 'Find the outcome lines of this reason in the function\'s log (message = "outcome").',
};
const wait: Step = {
  say: 'Nothing, if it was short: Lambda tries twice more. If it lasts, see whether AWS reports an incident; if it does not, look at the outbound network path of the function (subnets, NAT) and at SES_REGIONS for a Region without SES.',
};

const advice: Readonly<Record<Reason, (facts: Facts) => Advice>> = {
  'sandbox-recipient-unverified': (facts) => ({
    title: 'SES is in the sandbox and refuses this recipient',
    meaning: `SES in ${facts.region} is still in the sandbox: it takes mail only for verified recipients, so ordinary users get no codes.`,
    steps: [
      productionAccess(facts),
      showAccount(facts),
      {
        say: 'Until then, to let one tester receive mail, verify their address.',
        command: `aws sesv2 create-email-identity --email-identity TESTER@EXAMPLE.COM --region ${facts.region}`,
      },
    ],
  }),
  'sender-unverified': (facts) => ({
    title: 'The From address is not verified in SES',
    meaning: `SES in ${facts.region} does not let this account send from ${facts.from}: neither ${facts.identity} nor the address is a verified identity there.`,
    steps: [showIdentity(facts), createIdentity(facts)],
  }),
  'identity-in-other-region': (facts) => ({
    title: 'The From domain is verified in another Region',
    meaning: `${facts.identity} is verified in ${facts.verifiedIn ?? 'another Region'}, and mail is being sent from ${facts.region}, where it is not. Identities belong to one Region.`,
    steps: [
      {
        say: `Send from the Region that has it: deploy with SesRegions=${facts.verifiedIn ?? 'REGION'} (which sets SES_REGIONS). It needs production access and the configuration set there as well.`,
      },
      {
        ...createIdentity(facts),
        say: `Or create it in ${facts.region} as well and publish the three DKIM CNAME records that it answers with.`,
      },
    ],
  }),
  'identity-unverified': (facts) => ({
    title: 'SES refuses the From address or the recipient',
    meaning: `SES in ${facts.region} says that an identity is not verified, and its answer does not tell whether it is ${facts.from} or a recipient in the sandbox.`,
    steps: [showAccount(facts), showIdentity(facts)],
  }),
  'mail-from-unverified': (facts) => ({
    title: 'The custom MAIL FROM domain is not set up',
    meaning: `The MX record of ${facts.identity}'s custom MAIL FROM domain could not be found, and the identity is set to reject mail then (REJECT_MESSAGE).`,
    steps: [
      showIdentity(facts),
      {
        say: 'Let SES use its own MAIL FROM meanwhile, so that mail goes out; name the domain that the identity has.',
        command: `aws sesv2 put-email-identity-mail-from-attributes --email-identity ${facts.identity} --mail-from-domain MAIL_FROM_DOMAIN --behavior-on-mx-failure USE_DEFAULT_VALUE --region ${facts.region}`,
      },
      {
        say: `Publish exactly one MX record for that domain: 10 feedback-smtp.${facts.region}.amazonses.com`,
      },
    ],
  }),
  'sending-paused': (facts) => ({
    title: 'Sending is paused in SES',
    meaning: `SES in ${facts.region} has paused sending, for the whole account or for the configuration set ${facts.configurationSet}.`,
    steps: [
      showAccount(facts),
      {
        say: 'Look at the configuration set: SendingEnabled.',
        command: `aws sesv2 get-configuration-set --configuration-set-name ${facts.configurationSet} --query SendingOptions --region ${facts.region}`,
      },
      {
        say: 'Find out who paused it. Then switch on what is off: the configuration set',
        command: `aws sesv2 put-configuration-set-sending-options --configuration-set-name ${facts.configurationSet} --sending-enabled --region ${facts.region}`,
      },
      {
        say: 'or the account, if it was paused by you and not by AWS.',
        command: `aws sesv2 put-account-sending-attributes --sending-enabled --region ${facts.region}`,
      },
      supportCase('the pause, where EnforcementStatus is not HEALTHY'),
    ],
  }),
  'account-suspended': (facts) => ({
    title: 'AWS has suspended the SES account',
    meaning: `SES in ${facts.region} may not send any more; this is permanent until AWS lifts it.`,
    steps: [
      supportCase('the suspension'),
      showAccount(facts),
      { say: 'Meanwhile send from another Region that has production access: deploy with it in SesRegions.' },
    ],
  }),
  'configuration-set-missing': (facts) => ({
    title: 'The configuration set does not exist',
    meaning: `SES in ${facts.region} has no configuration set ${facts.configurationSet}. Configuration sets belong to one Region.`,
    steps: [
      {
        say: 'Deploy the stack again, or with Parts=ses-only in that Region: it makes the set and its event destinations.',
      },
      {
        say: 'Or create it by hand; without an event destination you will not see bounces.',
        command: `aws sesv2 create-configuration-set --configuration-set-name ${facts.configurationSet} --delivery-options TlsPolicy=REQUIRE --reputation-options ReputationMetricsEnabled=true --region ${facts.region}`,
      },
      {
        say: "Or set CONFIGURATION_SET (or the brand's configurationSet) to one of these.",
        command: `aws sesv2 list-configuration-sets --region ${facts.region}`,
      },
    ],
  }),
  'daily-quota-exceeded': (facts) => ({
    title: 'The daily sending quota of SES is used up',
    meaning: `SES in ${facts.region} has sent what it may within 24 hours. Sending resumes as the day's first emails grow older than that.`,
    steps: [
      showAccount(facts),
      {
        say: "Find the quota's code here, and ask for more with request-service-quota-increase.",
        command: `aws service-quotas list-service-quotas --service-code ses --region ${facts.region}`,
      },
      {
        say: 'Look for a flood of sign-ups that are not people: one address or app client asking for many codes.',
      },
    ],
  }),
  'ses-access-denied': (facts) => ({
    title: 'The function may not send with SES',
    meaning: `IAM denies the function ses:SendEmail in ${facts.region}. It needs it on the identity ${facts.identity} and on the configuration set ${facts.configurationSet}, and in the sandbox on a recipient that is itself an identity.`,
    steps: [
      {
        say: `Allow ses:SendEmail in the function's role on arn:aws:ses:${facts.region}:ACCOUNT:identity/${facts.identity} and arn:aws:ses:${facts.region}:ACCOUNT:configuration-set/${facts.configurationSet}; look for a condition on ses:FromAddress that ${facts.from} does not meet.`,
      },
      {
        say: 'See what the role allows.',
        command: `aws iam simulate-principal-policy --policy-source-arn ROLE_ARN --action-names ses:SendEmail --resource-arns arn:aws:ses:${facts.region}:ACCOUNT:identity/${facts.identity} arn:aws:ses:${facts.region}:ACCOUNT:configuration-set/${facts.configurationSet} --context-entries ContextKeyName=ses:FromAddress,ContextKeyType=string,ContextKeyValues=${facts.from} ContextKeyName=aws:RequestedRegion,ContextKeyType=string,ContextKeyValues=${facts.region}`,
      },
    ],
  }),
  'content-rejected': () => ({
    title: 'SES refuses the content of an email',
    meaning:
      'SES took the request for malformed, or its content scan refused it. This is a defect of the email or of a setting, not of the recipient.',
    steps: [functionLogs, { say: 'Look at what was changed last: emails/, BRANDS, FROM_ADDRESS, REPLY_TO.' }],
  }),
  'recipient-invalid': () => ({
    title: 'A user has a malformed email address',
    meaning: "The address in the user's profile is not one that SES can write to.",
    steps: [
      {
        say: 'Nothing, for one user. If there are many, validate addresses where people sign up (a pre sign-up trigger can).',
      },
    ],
  }),
  'recipient-missing': () => ({
    title: 'A user has no email address',
    meaning: 'The event names no address, or the user was deleted before the email could be sent.',
    steps: [
      {
        say: 'Nothing, for one user. If there are many, refuse sign-ups without an email in a pre sign-up trigger; whether a pool requires it can be said only when the pool is created.',
      },
    ],
  }),
  'recipient-not-allowed': () => ({
    title: 'A recipient is not in ALLOWED_RECIPIENTS',
    meaning:
      'ALLOWED_RECIPIENTS keeps this pool from writing to anybody else. The email was skipped on purpose.',
    steps: [{ say: 'Nothing, outside of production. In production, unset ALLOWED_RECIPIENTS.' }],
  }),
  'kms-access-denied': (facts) => ({
    title: 'The function may not decrypt codes with KMS',
    meaning:
      'KMS denies the function kms:Decrypt on the key of KMS_KEY_ARNS, so no code can be read and no email sent.',
    steps: [
      {
        say: "Allow kms:Decrypt on the key in the function's role, and see that the key policy leaves it to IAM; a condition on kms:EncryptionContext:userpool-id must name the pool.",
        command: `aws kms get-key-policy --key-id ${key(facts)} --policy-name default`,
      },
      {
        say: 'See what the role allows.',
        command: `aws iam simulate-principal-policy --policy-source-arn ROLE_ARN --action-names kms:Decrypt --resource-arns ${facts.keyArn ?? 'KEY_ARN'} --context-entries ContextKeyName=kms:EncryptionContext:userpool-id,ContextKeyType=string,ContextKeyValues=${facts.userPoolId ?? 'POOL_ID'}`,
      },
    ],
  }),
  'kms-key-unusable': (facts) => ({
    title: 'The KMS key cannot be used',
    meaning:
      'The key that codes are encrypted under is disabled, is to be deleted, or does not exist any more.',
    steps: [
      { say: 'See its state.', command: `aws kms describe-key --key-id ${key(facts)}` },
      {
        say: 'If it is to be deleted, stop that, which leaves it disabled. A deleted key takes its codes with it.',
        command: `aws kms cancel-key-deletion --key-id ${key(facts)}`,
      },
      { say: 'If it is disabled, enable it.', command: `aws kms enable-key --key-id ${key(facts)}` },
      { say: 'If it is gone, give the pool another key, and deploy with its ARN as ExistingKmsKeyArn.' },
    ],
  }),
  'wrong-key': () => ({
    title: 'Codes are encrypted under a key that we may not use',
    meaning:
      "The user pool encrypts codes under a key that KMS_KEY_ARNS does not name. A key id or an alias there matches nothing: only the key's ARN does.",
    steps: [
      {
        say: 'See which key the pool has, and which the function.',
        command: 'npx cognito-email-sender doctor',
      },
      {
        say: 'Deploy with that ARN as ExistingKmsKeyArn, and the old one in OlderKmsKeyArns for as long as its codes live (they become KMS_KEY_ARNS).',
      },
    ],
  }),
  'ciphertext-invalid': (facts) => ({
    title: 'A code could not be decrypted',
    meaning:
      'What the event carries as its code is not a whole and authentic message of the AWS Encryption SDK.',
    steps: [
      functionLogs,
      {
        say: 'See who else may invoke the function: Cognito sends no such event.',
        command: lambdaPolicy(facts),
      },
    ],
  }),
  'pool-mismatch': (facts) => ({
    title: 'An event carries the code of another user pool',
    meaning:
      'The code was encrypted for another user pool than the event names. Cognito sends no such event: somebody may be replaying codes.',
    steps: [
      {
        say: 'See who may invoke the function, and allow cognito-idp.amazonaws.com alone, with SourceArn.',
        command: lambdaPolicy(facts),
      },
    ],
  }),
  'pool-not-allowed': (facts) => ({
    title: 'A user pool that is not ours uses the function',
    meaning: 'The event is from a user pool that USER_POOL_IDS does not name.',
    steps: [
      {
        say: 'Deploy with the pool in UserPoolIds, or take the trigger off that pool (without --apply this only shows how).',
        command: `npx cognito-email-sender detach --user-pool-id ${facts.userPoolId ?? 'POOL_ID'}`,
      },
    ],
  }),
  'unknown-trigger-source': (facts) => ({
    title: 'An event of an unknown kind arrived',
    meaning:
      'The trigger source is none that this version knows: AWS has added one, or the function is attached to another trigger.',
    steps: [
      {
        say: 'See which triggers of the pool name the function: CustomEmailSender alone should.',
        command: describeTrigger(facts),
      },
      {
        say: 'Where another trigger names it, take it off at once: that trigger waits for an answer, and its users fail.',
      },
      { say: 'If AWS has added one, update this project, then send what was kept.' },
    ],
  }),
  'code-missing': () => ({
    title: 'An event came without a code',
    meaning:
      'The email needs a code or a temporary password, and the event has none. A user created without a password is such a case.',
    steps: [
      {
        say: 'For AdminCreateUser in a passwordless pool, suppress the invitation (MessageAction SUPPRESS) and write to the user yourself.',
      },
      functionLogs,
    ],
  }),
  'code-expired': () => ({
    title: 'A code had expired before it could be sent',
    meaning:
      'The event waited longer than its code lives. The email was skipped on purpose: the code would have been refused.',
    steps: [
      { say: 'Look at what delayed it: throttles and reserved concurrency of the function, earlier alerts.' },
      {
        say: "See that AUTHENTICATION_CODE_MINUTES and TEMPORARY_PASSWORD_DAYS are not less than the pool's own settings.",
      },
    ],
  }),
  throttled: ({ region }) => ({
    title: 'AWS throttles the sender',
    meaning: `More emails (stage send), decryptions (decrypt) or users (read) were asked for than ${region} allows in a second.`,
    steps: [
      {
        say: 'Set reserved concurrency to what the maximum send rate allows (docs/scaling.md), or ask for a higher rate.',
        command: `aws sesv2 get-account --query SendQuota --region ${region}`,
      },
    ],
  }),
  'service-unavailable': () => ({
    title: 'An AWS service did not answer properly',
    meaning: 'SES, KMS or Cognito failed on its side, or could not be reached.',
    steps: [wait],
  }),
  'timed-out': () => ({
    title: 'An email could not be sent in time',
    meaning: 'The invocation was about to reach its time-out, so its calls were ended.',
    steps: [wait, { say: "If it comes back, raise the function's time-out or memory." }],
  }),
  'internal-error': () => ({
    title: 'The sender failed for a reason of its own',
    meaning:
      'An error came up that the sender has no reason for: a defect, an event of no known shape, or a call that IAM denies (cognito-idp:AdminGetUser, for take-over warnings).',
    steps: [functionLogs, { say: 'Report it with the outcome line: it holds no code and no address.' }],
  }),
};
