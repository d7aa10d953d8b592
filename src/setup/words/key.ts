import { self } from '../../cli/self.ts';
import type { Words } from '../finding.ts';

interface About {
  readonly arn: string;
}

const inRegion = (arn: string): string => `--key-id ${arn} --region ${arn.split(':')[3]}`;

export const keyWords = {
  'key-arns': ({ notArns, region }: { notArns: readonly string[]; region: string }): Words =>
    notArns.length === 0
      ? { found: 'All keys are named by ARN.' }
      : {
          found: `${notArns.join(', ')} is not a key ARN.`,
          why: 'The function compares key ARNs letter by letter: by an id or an alias it decrypts no code.',
          fix: [
            {
              say: 'Find the ARN, and deploy with it.',
              command: `aws kms describe-key --key-id ${notArns[0]} --query KeyMetadata.Arn --output text --region ${region}`,
            },
          ],
        },

  key: ({ arn, state, deletion }: About & { state: string; deletion: Date | undefined }): Words => {
    const why = 'Cognito cannot encrypt codes with it, and the function decrypts none: nobody gets anything.';
    switch (state) {
      case 'Enabled':
        return { found: 'The key is enabled.' };
      case 'absent':
        return {
          found: 'There is no such key.',
          why,
          fix: [
            {
              say: 'Attach the pools with a key that exists; name the one with OlderKmsKeyArns that codes in flight were encrypted with.',
            },
          ],
        };
      case 'Disabled':
        return {
          found: 'The key is disabled.',
          why,
          fix: [{ say: 'Enable it.', command: `aws kms enable-key ${inRegion(arn)}` }],
        };
      case 'PendingDeletion':
        return {
          found: `The key will be deleted${deletion === undefined ? '' : ` on ${deletion.toISOString().slice(0, 10)}`}.`,
          why: `${why} Once it is gone, what is kept in the undelivered queue is lost with it.`,
          fix: [
            {
              say: 'Cancel that, and enable it.',
              command: `aws kms cancel-key-deletion ${inRegion(arn)} && aws kms enable-key ${inRegion(arn)}`,
            },
          ],
        };
      default:
        return {
          found: `The key cannot be used: ${state}.`,
          why,
          fix: [{ say: 'See what it lacks.', command: `aws kms describe-key ${inRegion(arn)}` }],
        };
    }
  },

  'key-kind': ({
    arn,
    spec,
    usage,
    manager,
  }: About & { spec: string; usage: string; manager: string }): Words =>
    spec === 'SYMMETRIC_DEFAULT' && usage === 'ENCRYPT_DECRYPT' && manager === 'CUSTOMER'
      ? { found: 'It is a symmetric key of your own.' }
      : {
          found: `It is a key of another kind: ${[spec, usage, `managed by ${manager}`].join(', ')}.`,
          why: 'Cognito encrypts codes with a symmetric customer managed key only.',
          fix: [
            {
              say: 'Create one, and attach the pools with it.',
              command: `aws kms create-key --description 'Cognito codes' --region ${arn.split(':')[3]}`,
            },
          ],
        },

  'key-policy': ({ arn, role, allowed }: About & { role: string; allowed: boolean }): Words =>
    allowed
      ? { found: 'The key’s policy lets the function’s role decrypt, or leaves that to IAM.' }
      : {
          found: `The key’s policy neither names ${role} nor leaves it to its account’s IAM, or denies it.`,
          why: 'Unless a grant says otherwise, the function decrypts no code, and every email is kept instead of sent.',
          fix: [
            {
              say: 'Add a statement that allows kms:Decrypt to that role.',
              command: `aws kms get-key-policy ${inRegion(arn)} --query Policy --output text`,
            },
          ],
        },

  'key-grant': ({ pools, granted }: About & { pools: readonly string[]; granted: boolean }): Words =>
    granted
      ? { found: 'Cognito has a grant on the key.' }
      : {
          found: `No grant on the key names Cognito, though ${pools.join(', ')} should encrypt with it.`,
          why: 'Cognito makes a grant when the trigger is attached. If it was retired or revoked, Cognito cannot encrypt codes.',
          fix: [
            {
              // An attach alone would have nothing to do.
              say: 'Detach the pool and attach it again, as somebody who may kms:CreateGrant on the key.',
              command: `${self} detach --user-pool-id ${pools[0]} --apply && ${self} attach --user-pool-id ${pools[0]} --apply`,
            },
          ],
        },
};
