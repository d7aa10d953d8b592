import type { Command } from 'commander';
import { addVerb } from '../cli/verb.ts';

export interface DoctorOptions {
  readonly recipient?: string;
  readonly userPoolId?: readonly string[];
  readonly dns?: string;
  readonly strict?: true;
}

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
      ['--playground', 'a broken installation, with no AWS account'],
    ],
    load: async () => (await import('./doctor.ts')).doctor,
  });
}
