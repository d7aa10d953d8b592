import { parseFunctionArn } from '../function-arn.ts';
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
const forms = {
  functionArn: {
    is: (text) => parseFunctionArn(text) !== undefined,
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
} as const satisfies Partial<Record<keyof CommonOptions, Form>>;

/** @throws {Mistake} for the first of the names said at the command line that is none of its kind. */
export function checkNames(options: CommonOptions): void {
  for (const name of Object.keys(forms) as (keyof typeof forms)[]) {
    const { is, what, like } = forms[name];
    const text = options[name];
    if (text === undefined || is(text)) continue;
    const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new Mistake(`--${flag} is ${text}, which is not ${what}.`, `It looks like ${like}.`);
  }
}
