import { type Command, Option } from 'commander';

/** What every verb can be told. */
export interface CommonOptions {
  readonly stack?: string;
  readonly functionArn?: string;
  readonly kmsKeyArn?: string;
  readonly from?: string;
  readonly configurationSet?: string;
  readonly topicArn?: string;
  readonly queueUrl?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly playground?: string | true;
  readonly json?: true;
  readonly verbose?: true;
  readonly color: boolean;
}

/** Adds them, after the verb's own in its help. */
export function addCommonOptions(command: Command): void {
  const groups: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
    'Which installation:': [
      [
        '--stack <name>',
        'the stack whose outputs say what belongs to it (default: the one in samconfig.toml)',
      ],
      ['--function-arn <arn>', "the sender's function; its environment says the rest"],
      ['--kms-key-arn <arn>', 'the key that pools encrypt codes with'],
      ['--from <address>', 'the From address'],
      ['--configuration-set <name>', 'the SES configuration set'],
      ['--topic-arn <arn>', 'the alert topic'],
      ['--queue-url <url>', 'the undelivered queue'],
    ],
    'AWS:': [
      [
        '--region <region>',
        'where the function is (default: of the ARN, of samconfig.toml, of your AWS profile)',
      ],
      ['--profile <name>', 'the AWS profile to use'],
      [
        '--playground [state]',
        'try it with no AWS account, on local fakes of its services that are good, broken, recovered or detached',
      ],
    ],
    'Output:': [
      ['--json', 'the result as JSON'],
      ['--verbose', 'also what is well, and each call as it is made'],
      ['--no-color', 'no colours'],
    ],
  };
  for (const [group, options] of Object.entries(groups)) {
    for (const [flags, description] of options) {
      command.addOption(new Option(flags, description).helpGroup(group));
    }
  }
}
