import { self } from '../../cli/self.ts';
import type { Words } from '../finding.ts';

interface About {
  readonly id: string;
  readonly region: string;
}

const attach = (id: string): string => `${self} attach --user-pool-id ${id}`;

export const poolWords = {
  pools: ({ region, functionArn }: { region: string; functionArn: string | undefined }): Words => ({
    found: `No user pool in ${region} has the function as its CustomEmailSender trigger.`,
    why: 'Cognito sends codes by its own default sender, if at all; this one never runs.',
    fix: [
      {
        say: 'See what attaching your pool would change, then add --apply.',
        command: `${self} attach --user-pool-id POOL_ID${functionArn === undefined ? '' : ` --function-arn ${functionArn}`}`,
      },
    ],
  }),

  pool: ({ id, region, exists }: About & { exists: boolean }): Words =>
    exists
      ? { found: 'It exists.' }
      : {
          found: `There is no such user pool in ${region}.`,
          why: 'Nothing calls the function for it.',
          fix: [
            {
              say: 'See which there are.',
              command: `aws cognito-idp list-user-pools --max-results 60 --region ${id.split('_')[0]}`,
            },
          ],
        },

  'pool-trigger': ({
    id,
    trigger,
    isOurs,
  }: About & { trigger: string | undefined; isOurs: boolean }): Words => {
    if (isOurs) return { found: 'Its CustomEmailSender trigger is the function.' };
    return trigger === undefined
      ? {
          found: 'It has no CustomEmailSender trigger.',
          why: 'Cognito sends its codes by its own default sender (50 a day), and this function never runs.',
          fix: [{ say: 'See what attaching would change, then add --apply.', command: attach(id) }],
        }
      : {
          found: `Its CustomEmailSender trigger is another function: ${trigger}.`,
          why: 'That one sends the emails, not this.',
          fix: [{ say: 'If this one should, replace it.', command: `${attach(id)} --replace` }],
        };
  },

  'pool-trigger-version': ({ id, version }: About & { version: string }): Words =>
    version === 'V1_0'
      ? { found: 'The trigger’s version is V1_0.' }
      : {
          found: `The trigger’s version is ${version || 'not set'}.`,
          why: 'There is only V1_0: with another Cognito does not call the function.',
          fix: [{ say: 'Attach it again.', command: `${attach(id)} --replace` }],
        },

  'pool-key': ({
    id,
    keyArn,
    keyArns,
  }: About & { keyArn: string | undefined; keyArns: readonly string[] }): Words => {
    if (keyArn === undefined) {
      return {
        found: 'The pool has a trigger and no key.',
        why: 'Cognito cannot encrypt codes, so it sends none.',
        fix: [{ say: 'Attach it with the function’s key.', command: `${attach(id)} --replace` }],
      };
    }
    return keyArns.includes(keyArn)
      ? { found: 'The function may decrypt with the pool’s key.' }
      : {
          found: `The pool encrypts with ${keyArn}, which the function does not know.`,
          why: 'No code of this pool can be decrypted: every email is kept instead of sent.',
          fix: [
            {
              say: 'Deploy with that key among OlderKmsKeyArns (or as ExistingKmsKeyArn), or attach the pool with the function’s key.',
              command: `${attach(id)} --kms-key-arn ${keyArns[0]} --replace`,
            },
          ],
        };
  },

  'pool-accepted': ({ id, accepted }: About & { accepted: readonly string[] }): Words =>
    accepted.length === 0 || accepted.includes(id)
      ? { found: 'The function accepts its events.' }
      : {
          found: `The function accepts ${accepted.join(', ')} only (USER_POOL_IDS).`,
          why: 'It refuses every event of this pool, and keeps it.',
          fix: [
            {
              say: 'Deploy with it among UserPoolIds.',
              command: `sam deploy --parameter-overrides UserPoolIds=${[...accepted, id].join(',')}`,
            },
          ],
        },

  'pool-permission': ({
    id,
    calledArn,
    allowed,
  }: About & { poolArn: string; calledArn: string; allowed: boolean }): Words =>
    allowed
      ? { found: 'Cognito may call the function for it.' }
      : {
          found: 'The function’s policy does not let Cognito call it for this pool.',
          why: 'The call fails, the user has already been told “code sent”, and nothing is logged anywhere.',
          fix: [
            {
              say: 'Attach it again, which adds what is missing; without --apply it only shows that.',
              command: `${attach(id)} --function-arn ${calledArn} --apply`,
            },
          ],
        },

  'pool-permission-scope': ({
    id,
    region,
    poolArn,
    calledArn,
    bound,
  }: About & { poolArn: string; calledArn: string; bound: boolean }): Words =>
    bound
      ? { found: 'Only pools of this account may have the function called.' }
      : {
          found: 'The permission names no account and no pool.',
          why: 'Anybody’s user pool could have this function send emails in your name.',
          fix: [
            {
              say: 'Add a permission for this pool alone.',
              command: `aws lambda add-permission --function-name ${calledArn} --statement-id cognito-${id.split('_').at(-1)} --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn ${poolArn} --source-account ${poolArn.split(':')[4]} --region ${region}`,
            },
            {
              say: 'Then find the Sid of the wide one here, and remove it.',
              command: `aws lambda get-policy --function-name ${calledArn} --region ${region}`,
            },
            {
              say: 'With that Sid:',
              command: `aws lambda remove-permission --function-name ${calledArn} --statement-id SID --region ${region}`,
            },
          ],
        },

  'temporary-password-days': ({ pool, sender }: About & { pool: number; sender: number }): Words =>
    pool === sender
      ? { found: `Temporary passwords last ${pool} days, and the emails say so.` }
      : {
          found: `Temporary passwords last ${pool} days, and the emails say ${sender}.`,
          why:
            pool < sender
              ? 'People come back with a password that has expired.'
              : 'Invitations that are still good are taken for expired, and not sent again.',
          fix: [
            {
              say: 'Deploy with the pool’s figure.',
              command: `sam deploy --parameter-overrides TemporaryPasswordDays=${pool}`,
            },
          ],
        },

  'sign-in-code-minutes': ({
    sender,
    clients,
  }: About & {
    sender: number;
    clients: readonly { id: string; name: string; sessionMinutes: number }[];
  }): Words =>
    clients.length === 0
      ? { found: `Sign-in codes last ${sender} minutes, and the emails say so.` }
      : {
          found: `The emails say that sign-in codes last ${sender} minutes; those of ${clients.map(({ name, id, sessionMinutes }) => `${name || id} last ${sessionMinutes}`).join(', ')}.`,
          why: 'People are told a wrong time, and codes that wait are given up too soon or too late.',
          fix: [
            {
              say: 'Deploy with the app clients’ AuthSessionValidity (the longest, if they differ).',
              command: `sam deploy --parameter-overrides AuthenticationCodeMinutes=${Math.max(...clients.map(({ sessionMinutes }) => sessionMinutes))}`,
            },
          ],
        },

  'email-mfa': ({
    id,
    region,
    uses,
    sendsWithSes,
  }: About & { uses: boolean; sendsWithSes: boolean }): Words =>
    uses && !sendsWithSes
      ? {
          found: 'The pool sends sign-in codes by email and has no SES EmailConfiguration.',
          why: 'Cognito asks for one even though the trigger sends the email: without it there are no such codes.',
          fix: [
            {
              say: 'Set EmailConfiguration to EmailSendingAccount=DEVELOPER with the identity’s ARN, where the pool is made (its stack, Terraform) or in Cognito’s console. Not with update-user-pool alone, which resets whatever it is not told. This shows what it is now.',
              command: `aws cognito-idp describe-user-pool --user-pool-id ${id} --query UserPool.EmailConfiguration --region ${region}`,
            },
          ],
        }
      : {
          found: uses
            ? 'Sign-in codes by email have the EmailConfiguration that they need.'
            : 'It sends no sign-in codes by email.',
        },

  'take-over-warnings': ({
    id,
    region,
    wanted,
    threatProtection,
  }: About & { wanted: boolean; threatProtection: boolean }): Words =>
    wanted && !threatProtection
      ? {
          found: 'Threat protection is told to warn people, and is not in force.',
          why: 'Nobody is warned when somebody else signs in to their account.',
          fix: [
            {
              say: 'Set UserPoolAddOns.AdvancedSecurityMode to ENFORCED; it needs the Plus tier.',
              command: `aws cognito-idp describe-user-pool --user-pool-id ${id} --query 'UserPool.[UserPoolTier,UserPoolAddOns]' --region ${region}`,
            },
          ],
        }
      : { found: wanted ? 'People are warned of take-overs.' : 'It warns nobody of take-overs.' },

  'take-over-links': ({ id, region, hasDomain }: About & { hasDomain: boolean }): Words =>
    hasDomain
      ? { found: 'Take-over warnings have their links.' }
      : {
          found: 'The pool has no domain.',
          why: 'Take-over warnings come without the links by which people say that it was not them.',
          fix: [
            {
              say: 'Give it one.',
              command: `aws cognito-idp create-user-pool-domain --domain PREFIX --user-pool-id ${id} --region ${region}`,
            },
          ],
        },

  'replica-trigger': ({
    id,
    replica,
    trigger,
  }: About & { replica: string; trigger: string | undefined; functionArn: string | undefined }): Words =>
    trigger === undefined
      ? {
          found: 'The replica has no CustomEmailSender trigger.',
          why: 'When sign-ins move there, Cognito sends their codes by its own default sender, and nobody is told.',
          fix: [
            {
              say: 'Deploy the function in that Region too, and attach the replica.',
              command: `${attach(id)} --region ${replica}`,
            },
          ],
        }
      : { found: `The replica’s trigger is ${trigger}.` },
};
