import type { Command } from 'commander';
import { addVerb } from '../cli/verb.ts';
import type { DoctorOptions } from './doctor.ts';

export function addDoctor(program: Command): void {
  addVerb<DoctorOptions>(program, 'doctor', {
    summary: 'finds what keeps codes from going out, and says how to fix it',
    description:
      'Looks at SES, DNS, KMS, Cognito, Lambda and the alert channel, compares them, and says what is wrong, what it does to users, and the command that fixes it. It only reads.',
    examples: [
      ['', 'the stack that samconfig.toml names'],
      ['--recipient ana@example.com', 'one person gets nothing: may SES send to them, are they suppressed?'],
      ['--function-arn arn:aws:lambda:eu-west-1:111122223333:function:NAME', 'a sender that no stack made'],
      ['--strict --json', 'in a pipeline: warnings count too'],
      ['--policy', 'the IAM policy that it needs; it only reads'],
      ['--playground', 'a broken installation, with no AWS account'],
    ],
    options: (command) =>
      command
        .option('--recipient <address>', 'also look why this person gets nothing')
        .option(
          '--user-pool-id <id...>',
          'look at these user pools (default: those that the function accepts)',
        )
        .option('--dns <server>', "ask this name server, such as 1.1.1.1 (default: this machine's)")
        .option('--strict', 'warnings make it exit with 1 too')
        .option('--policy', 'print the IAM policy that it needs, and look at nothing'),
    offline: ({ policy = false }) => policy,
    load: async () => (await import('./doctor.ts')).doctor,
  });
}
