import { Mistake } from '../mistake.ts';
import { readMailbox } from '../sender/mailbox.ts';
import type { CommonOptions } from './common-options.ts';

interface Form {
  readonly is: (text: string) => boolean;
  /** What it is not, after "which is not". */
  readonly what: string;
  readonly like: string;
}

/** Keys are not among them: an id or an alias is for each verb to judge. */
const forms: Readonly<Record<string, Form>> = {
  functionArn: {
    is: (text) => /^arn:[\w-]+:lambda:[a-z\d-]+:\d{12}:function:[\w-]+(:[\w-]+)?$/.test(text),
    what: "a function's ARN",
    like: 'arn:aws:lambda:eu-west-1:111122223333:function:NAME',
  },
  topicArn: {
    is: (text) => /^arn:[\w-]+:sns:[a-z\d-]+:\d{12}:[\w-]+(\.fifo)?$/.test(text),
    what: "a topic's ARN",
    like: 'arn:aws:sns:eu-west-1:111122223333:NAME',
  },
  queueUrl: {
    is: (text) => URL.canParse(text) && /^\/\d{12}\/[\w.-]+$/.test(new URL(text).pathname),
    what: "a queue's URL",
    like: 'https://sqs.eu-west-1.amazonaws.com/111122223333/NAME',
  },
  from: {
    is: (text) => readMailbox(text) !== undefined,
    what: 'one address',
    like: "'Acme <no-reply@auth.example.com>'",
  },
};

/** @throws {Mistake} for the first of the names said at the command line that is none of its kind. */
export function checkNames(options: CommonOptions): void {
  for (const [name, { is, what, like }] of Object.entries(forms)) {
    const text = options[name as 'functionArn' | 'topicArn' | 'queueUrl' | 'from'];
    if (text === undefined || is(text)) continue;
    const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new Mistake(`--${flag} is ${text}, which is not ${what}.`, `It looks like ${like}.`);
  }
}
